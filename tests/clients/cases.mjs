// The cases of a client: they run in order, and the number of those that have passed is the script's last line.
let passed = 0;

export async function test(title, body) {
  try {
    await body();
    passed++;
  } catch (cause) {
    throw new Error(`Failed: ${title}`, { cause });
  }
}

export const done = () => console.log(`${passed} cases`);
