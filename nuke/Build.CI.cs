using Nuke.Common.CI.GitHubActions;

/// <summary>
/// The workflows under .github/workflows, which NUKE writes anew when something here changes. One a system, because the artifacts of
/// one workflow share their names. The stress report goes along after a failure too: that is when somebody wants it.
/// </summary>
[GitHubActions(
    "linux",
    GitHubActionsImage.UbuntuLatest,
    On = [GitHubActionsTrigger.Push, GitHubActionsTrigger.PullRequest],
    InvokedTargets = [nameof(CI)],
    PublishCondition = Always,
    TimeoutMinutes = Patience)]
[GitHubActions(
    "windows",
    GitHubActionsImage.WindowsLatest,
    On = [GitHubActionsTrigger.Push, GitHubActionsTrigger.PullRequest],
    InvokedTargets = [nameof(CI)],
    PublishCondition = Always,
    TimeoutMinutes = Patience)]
[GitHubActions(
    "macos",
    GitHubActionsImage.MacOsLatest,
    On = [GitHubActionsTrigger.Push, GitHubActionsTrigger.PullRequest],
    InvokedTargets = [nameof(CI)],
    PublishCondition = Always,
    TimeoutMinutes = Patience)]
partial class Build
{
    const string Always = "always()";

    const int Patience = 60;
}
