using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlets that change whom a model is shared with: by grantee, or by permissions that are there.</summary>
public abstract class SharingCommand : ServiceCommand<IGeminiApiService>
{
    List<Grantee> _grantees = [];

    /// <summary>The permissions.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Permission")]
    [Alias("Name")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Permission { get; set; } = [];

    /// <summary>The models, by names with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "User")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Group")]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Everyone")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Model { get; set; } = [];

    /// <summary>The users, by their e-mail addresses.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "User")]
    [ArgumentCompleter(typeof(UserCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] User { get; set; } = [];

    /// <summary>The groups, by their e-mail addresses.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Group")]
    [ArgumentCompleter(typeof(GroupCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Group { get; set; } = [];

    /// <summary>Everyone.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Everyone")]
    public SwitchParameter Everyone { get; set; }

    private protected ModelSharing Sharing => new(Service);

    /// <summary>What is done with a permission that is there.</summary>
    /// <param name="name">Its full name.</param>
    private protected abstract Task WithPermissionAsync(string name);

    /// <summary>What is done for a grantee of a model.</summary>
    private protected abstract Task WithGranteeAsync(string model, Grantee grantee);

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _grantees = Grantees.Read(User, Group, Everyone);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (ParameterSetName == "Permission")
            foreach (var name in Permission)
                await TryAsync(name, () => WithPermissionAsync(Checked(name)));
        else
            foreach (var name in Model)
                foreach (var grantee in _grantees)
                    await ForEachModelAsync(name, model => WithGranteeAsync(model, grantee));
    }

    // A model without a grantee is what is easily left half typed.
    static string Checked(string name)
    {
        try
        {
            return ResourceName.Permission(name);
        }
        catch (TuningArgumentException fault)
        {
            throw new TuningArgumentException(Messages.SayWhosePermission(fault.Message), fault);
        }
    }
}
