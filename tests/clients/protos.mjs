// Writes tests/Shared/protos.txt from the protos in Google's npm packages: node protos.mjs > ../Shared/protos.txt
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const read = name => JSON.parse(readFileSync(require.resolve(`${name}/build/protos/protos.json`)));
const version = name => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;

const vertexServices = [
  'GenAiTuningService', 'JobService', 'EndpointService', 'ModelService', 'PredictionService', 'LlmUtilityService', 'ModelGardenService',
  'TensorboardService', 'MetadataService'];
// The methods whose requests and answers have their fields in the file.
const vertexMethods = [
  'CreateTuningJob', 'GetTuningJob', 'ListTuningJobs', 'CancelTuningJob',
  'CreateBatchPredictionJob', 'GetBatchPredictionJob', 'ListBatchPredictionJobs', 'CancelBatchPredictionJob', 'DeleteBatchPredictionJob',
  'ListEndpoints', 'GetEndpoint', 'UndeployModel', 'DeleteEndpoint',
  'ListModels', 'GetModel', 'UpdateModel', 'DeleteModel', 'ListModelVersions', 'ListModelVersionCheckpoints', 'DeleteModelVersion',
  'GenerateContent', 'StreamGenerateContent', 'CountTokens', 'GetPublisherModel', 'ListPublisherModels',
  'GetContext', 'ListTensorboardRuns', 'ListTensorboardTimeSeries', 'ReadTensorboardTimeSeriesData', 'BatchReadTensorboardTimeSeriesData'];
const vertexMessages = ['DeleteOperationMetadata', 'UndeployModelOperationMetadata'];
const geminiServices = ['ModelService', 'GenerativeService', 'PermissionService'];
const geminiMethods = [
  'GetModel', 'ListModels', 'GetTunedModel', 'ListTunedModels', 'CreateTunedModel', 'UpdateTunedModel', 'DeleteTunedModel',
  'GenerateContent', 'StreamGenerateContent', 'CountTokens',
  'CreatePermission', 'GetPermission', 'ListPermissions', 'UpdatePermission', 'DeletePermission', 'TransferOwnership'];
const packages = [
  ['@google-cloud/aiplatform', 'google.cloud.aiplatform.v1', vertexServices, vertexMethods, vertexMessages],
  ['@google-cloud/aiplatform', 'google.cloud.aiplatform.v1beta1', vertexServices, vertexMethods, vertexMessages],
  ['@google-ai/generativelanguage', 'google.ai.generativelanguage.v1', geminiServices, geminiMethods, []],
  ['@google-ai/generativelanguage', 'google.ai.generativelanguage.v1beta', geminiServices, geminiMethods, ['CreateTunedModelMetadata']],
];

// What neither the module nor the emulator looks into.
const closed = new Set((
  'Tool ToolConfig Schema FunctionCall FunctionResponse Blob FileData ExecutableCode CodeExecutionResult VideoMetadata SpeechConfig ImageConfig '
  + 'GenerationConfig.RoutingConfig GenerationConfig.ModelConfig GenerationConfig.TranslationConfig '
  + 'GroundingMetadata UrlContextMetadata UrlRetrievalMetadata CitationMetadata GroundingAttribution CitationSource '
  + 'ExplanationSpec DedicatedResources AutomaticResources BatchDedicatedResources UnmanagedContainerModel ManualBatchTuningParameters '
  + 'ResourcesConsumed PredictSchemata ModelContainerSpec PrivateEndpoints PredictRequestResponseLoggingConfig ClientConnectionConfig '
  + 'SpeculativeDecodingSpec FasterDeploymentConfig PrivateServiceConnectConfig GenAiAdvancedFeaturesConfig ModelArmorConfig '
  + 'ModelGardenSource BigQuerySource BigQueryDestination DistillationSpec PartnerModelTuningSpec '
  + 'VeoTuningSpec ReinforcementTuningSpec AutoscalingMetricSpec DeployedIndexRef PublisherModel.CallToAction PublisherModel.ResourceReference '
  + 'PublisherModel.Documentation RolloutOptions Probe VertexMultimodalDatasetSource VertexMultimodalDatasetDestination FeatureStatsAnomaly '
  + 'ModelMonitoringObjectiveConfig ModelMonitoringConfig ModelMonitoringStatsAnomalies ModelDeploymentMonitoringObjectiveConfig SamplingStrategy '
  + 'TensorboardBlobSequence TensorboardTensor PublisherModel.Parent LLMBasedMetricSpec PointwiseMetricSpec PairwiseMetricSpec '
  + 'CustomCodeExecutionSpec MetricMetadata AutoraterConfig EvaluationDataset PointwiseMetricResult PairwiseMetricResult '
  + 'CustomCodeExecutionResult').split(' '));

const scalars = { string: 'string', bytes: 'bytes', bool: 'bool', int32: 'int32', uint32: 'int32', int64: 'int64', uint64: 'int64', float: 'float', double: 'double' };
const snake = name => name.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`);
const short = name => name.replace(/\{[^=}]*=([^}]*)\}/g, '$1').replace(/^\/[^/]+\//, '');

function describe(file, name, services, methodNames, extra) {
  const root = name.split('.').reduce((at, part) => at.nested[part], read(file));
  const find = (type, from) => {
    for (let scope = from; ; scope = scope.slice(0, -1)) {
      const path = [...scope, ...type.split('.')];
      const found = path.reduce((at, part) => at?.nested?.[part], root);
      if (found)
        return [path.join('.'), found];
      if (scope.length === 0)
        return [null, null];
    }
  };

  const [messages, enums] = [new Map(), new Map()];
  const open = (path, message) => {
    if (messages.has(path))
      return;
    messages.set(path, null);
    messages.set(path, Object.entries(message.fields ?? {}).map(([field, { type, rule, keyType }]) =>
      `${path} ${snake(field)} ${typeOf(type, keyType, path)}${rule === 'repeated' ? '[]' : ''}`));
  };
  const typeOf = (type, keyType, path) => {
    if (keyType)
      return 'map';
    if (scalars[type])
      return scalars[type];
    if (type === 'google.protobuf.Timestamp')
      return 'time';
    if (type === 'google.protobuf.FieldMask')
      return 'string';
    const [found, thing] = find(type, path.split('.'));
    if (!thing || closed.has(found))
      return 'any';
    if (thing.values)
      enums.set(found, Object.entries(thing.values).map(([value, number]) => `${value}=${number}`));
    else
      open(found, thing);
    return found;
  };

  const rpcs = [];
  for (const service of services) {
    for (const [method, { requestType, responseType, parsedOptions }] of Object.entries(root.nested[service]?.methods ?? {})) {
      const http = parsedOptions?.map(o => o['(google.api.http)']).find(Boolean);
      for (const binding of http ? [http, ...[http.additional_bindings ?? []].flat()] : []) {
        const verb = ['get', 'put', 'post', 'delete', 'patch'].find(v => binding[v]);
        rpcs.push(`rpc ${method} ${verb.toUpperCase()} ${short(binding[verb])} ${requestType} ${binding.body ? (binding.body === '*' ? '*' : snake(binding.body)) : '-'}`);
      }
      if (methodNames.includes(method)) {
        for (const type of [requestType, responseType]) {
          const [path, message] = find(type, []);
          if (message)
            open(path, message);
        }
      }
    }
  }
  for (const message of extra)
    open(message, root.nested[message]);
  const empty = [...messages].filter(([, lines]) => lines.length === 0).map(([path]) => `message ${path}`);
  return [
    `package ${name}`, ...[...messages.keys()].sort().flatMap(m => messages.get(m)), ...empty.sort(),
    ...[...enums].sort().map(([path, values]) => `enum ${path} ${values.join(' ')}`), ...rpcs];
}

const sources = [...new Set(packages.map(([file]) => file))].map(file => `${file} ${version(file)}`).join(' and ');
process.stdout.write([
  `# Written by tests/clients/protos.mjs from the protos in the npm packages`,
  `# ${sources}. After each package:`,
  '# message, field, type; any stands for a message that the tests do not look into',
  '# enum, its name, its values with their numbers',
  '# message, a message without fields',
  '# rpc, its name, verb, path, request, and the field of the request that is the body: * for all that is not in the path, - for none',
  ...packages.flatMap(p => describe(...p)), ''].join('\n'));
