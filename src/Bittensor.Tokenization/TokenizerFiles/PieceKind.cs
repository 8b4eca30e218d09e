namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>What a piece stands for, by the numbers of sentencepiece_model.proto.</summary>
internal enum PieceKind
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}
