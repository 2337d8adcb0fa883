namespace CaseFlow.Core.Running;

/// <summary>A feature that brings service handlers; register it as this, and its handlers are known.</summary>
public interface IHandlerSource
{
    /// <summary>Adds the handlers.</summary>
    /// <param name="handlers">Where to.</param>
    void AddTo(Handlers handlers);
}
