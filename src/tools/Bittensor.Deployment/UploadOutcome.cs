namespace Bittensor.Deployment;

/// <summary>What became of an upload.</summary>
internal enum UploadOutcome
{
    /// <summary>Files were uploaded.</summary>
    Uploaded,

    /// <summary>All files were there.</summary>
    Unchanged,

    /// <summary>Other files are there; they were left alone.</summary>
    KeptWhatIsThere,
}
