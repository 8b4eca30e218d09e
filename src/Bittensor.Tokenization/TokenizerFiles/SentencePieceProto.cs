using Google.Protobuf;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>The fields of sentencepiece_model.proto that tokenizing needs.</summary>
internal sealed class SentencePieceProto
{
    // Field numbers of ModelProto, SentencePiece, TrainerSpec and NormalizerSpec.
    private const int PiecesField = 1, TrainerField = 2, NormalizerField = 3;
    private const int TextField = 1, ScoreField = 2, KindField = 3;
    private const int ModelTypeField = 3, ByteFallbackField = 35;
    private const int UnknownIdField = 40, BosIdField = 41, EosIdField = 42, PadIdField = 43;
    private const int CharsmapField = 2, DummyPrefixField = 3, ExtraSpacesField = 4, EscapeSpacesField = 5;

    public const int Unigram = 1, Bpe = 2;

    public List<Piece> Pieces { get; init; } = [];

    /// <summary><see cref="Unigram"/> or <see cref="Bpe"/>; the format's other two are words and characters.</summary>
    public int ModelType { get; set; } = Unigram;

    public bool HasByteFallback { get; set; }

    public int UnknownId { get; set; }

    public int BosId { get; set; } = -1;

    public int EosId { get; set; } = -1;

    public int PadId { get; set; } = -1;

    /// <summary>Whether a text is read as if a space stood before it.</summary>
    public bool AddsDummyPrefix { get; set; }

    /// <summary>Whether spaces at the ends and doubled ones are dropped.</summary>
    public bool RemovesExtraSpaces { get; set; }

    /// <summary>Replacements of characters; see <see cref="PrecompiledCharsmap"/>. Not written.</summary>
    public byte[] Charsmap { get; set; } = [];

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="InvalidProtocolBufferException">They are no such message.</exception>
    public static SentencePieceProto Read(byte[] bytes)
    {
        // The format's own defaults, where a field is left out.
        var model = new SentencePieceProto { AddsDummyPrefix = true, RemovesExtraSpaces = true, BosId = 1, EosId = 2 };
        ReadFields(new CodedInputStream(bytes), (field, input) =>
        {
            switch (field)
            {
                case PiecesField:
                    model.Pieces.Add(ReadPiece(input.ReadBytes()));
                    return true;
                case TrainerField:
                    ReadFields(input.ReadBytes().CreateCodedInput(), model.ReadTrainerField);
                    return true;
                case NormalizerField:
                    ReadFields(input.ReadBytes().CreateCodedInput(), model.ReadNormalizerField);
                    return true;
                default:
                    return false;
            }
        });
        return model;
    }

    /// <summary>Writes the message that the library reads; replacements of characters are applied elsewhere.</summary>
    public byte[] Write() => Message(output =>
    {
        foreach (var piece in Pieces)
        {
            WriteMessage(output, PiecesField, inner =>
            {
                inner.WriteTag(TextField, WireFormat.WireType.LengthDelimited);
                inner.WriteString(piece.Text);
                inner.WriteTag(ScoreField, WireFormat.WireType.Fixed32);
                inner.WriteFloat(piece.Score);
                WriteNumber(inner, KindField, (int)piece.Kind);
            });
        }

        WriteMessage(output, TrainerField, inner =>
        {
            WriteNumber(inner, ModelTypeField, ModelType);
            WriteNumber(inner, ByteFallbackField, HasByteFallback ? 1 : 0);
            WriteNumber(inner, UnknownIdField, UnknownId);
            WriteNumber(inner, BosIdField, BosId);
            WriteNumber(inner, EosIdField, EosId);
            WriteNumber(inner, PadIdField, PadId);
        });
        WriteMessage(output, NormalizerField, inner =>
        {
            WriteNumber(inner, DummyPrefixField, AddsDummyPrefix ? 1 : 0);
            WriteNumber(inner, ExtraSpacesField, RemovesExtraSpaces ? 1 : 0);
            WriteNumber(inner, EscapeSpacesField, 1);
        });
    });

    private static Piece ReadPiece(ByteString bytes)
    {
        var (text, score, kind) = ("", 0f, PieceKind.Normal);
        ReadFields(bytes.CreateCodedInput(), (field, input) =>
        {
            switch (field)
            {
                case TextField:
                    text = input.ReadString();
                    return true;
                case ScoreField:
                    score = input.ReadFloat();
                    return true;
                case KindField:
                    kind = (PieceKind)input.ReadInt32();
                    return true;
                default:
                    return false;
            }
        });
        return new(text, score, kind);
    }

    private bool ReadTrainerField(int field, CodedInputStream input)
    {
        switch (field)
        {
            case ModelTypeField:
                ModelType = input.ReadInt32();
                return true;
            case ByteFallbackField:
                HasByteFallback = input.ReadBool();
                return true;
            case UnknownIdField:
                UnknownId = input.ReadInt32();
                return true;
            case BosIdField:
                BosId = input.ReadInt32();
                return true;
            case EosIdField:
                EosId = input.ReadInt32();
                return true;
            case PadIdField:
                PadId = input.ReadInt32();
                return true;
            default:
                return false;
        }
    }

    private bool ReadNormalizerField(int field, CodedInputStream input)
    {
        switch (field)
        {
            case CharsmapField:
                Charsmap = input.ReadBytes().ToByteArray();
                return true;
            case DummyPrefixField:
                AddsDummyPrefix = input.ReadBool();
                return true;
            case ExtraSpacesField:
                RemovesExtraSpaces = input.ReadBool();
                return true;
            default:
                return false;
        }
    }

    private static void ReadFields(CodedInputStream input, Func<int, CodedInputStream, bool> readField)
    {
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (!readField(WireFormat.GetTagFieldNumber(tag), input))
            {
                input.SkipLastField();
            }
        }
    }

    private static void WriteNumber(CodedOutputStream output, int field, int value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(value);
    }

    private static void WriteMessage(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Message(write)));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        write(output);
        output.Flush();
        return stream.ToArray();
    }
}
