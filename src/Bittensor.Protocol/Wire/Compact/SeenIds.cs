namespace Bittensor.Protocol.Wire.Compact;

/// <summary>How many of the rows so far had each id: what an <see cref="IdSetWriter"/> and its reader know before the next row.</summary>
/// <remarks>Lists of likely tokens are much the same from one position to the next, so an id that most rows had is cheap to name
/// once more. Ids that no row had are parted by size: in a byte-pair vocabulary the smaller id is the more frequent token.</remarks>
internal struct SeenIds : IDisposable
{
    /// <summary>Number of classes: by the share of rows, in quarters and all of them, then by size where no row had the id.</summary>
    public const int Classes = SeenClasses + NewClasses;

    private const int SeenClasses = 5;
    private const int NewClasses = 4;

    /// <summary>Rows after which all numbers are halved: what was long ago counts less.</summary>
    private const int MostRows = byte.MaxValue;

    private static readonly int[] _bounds = [0, 1 << 10, 1 << 12, 1 << 14];

    private readonly int _universe;
    private readonly Scratch<byte> _rowsWith; // by id
    private readonly Scratch<int> _idsWith; // by number of rows
    private readonly Scratch<int> _new; // number of ids in each class of new ones
    private int _rows;

    /// <summary>Starts with no row.</summary>
    /// <param name="universe">Ids are below it.</param>
    public SeenIds(int universe)
    {
        _universe = universe;
        (_rowsWith, _idsWith, _new) = (new(universe), new(MostRows + 1), new(NewClasses));
        _rowsWith.Cleared();
        _idsWith.Cleared();
        for (var newClass = 0; newClass < NewClasses; newClass++)
        {
            _new.Span[newClass] = BoundOf(newClass + 1) - BoundOf(newClass);
        }
    }

    /// <summary>One of the classes.</summary>
    /// <param name="number">Which one, 0 to <see cref="Classes"/> - 1.</param>
    public readonly IdClass this[int number] => number < SeenClasses ? SeenClass(number) : NewClass(number - SeenClasses);

    /// <summary>Number of the class of an id.</summary>
    /// <param name="id">The id.</param>
    public readonly int ClassOf(int id)
    {
        var (rowsWith, found) = (_rowsWith.Array[id], 0);
        if (rowsWith == 0)
        {
            return SeenClasses + NewClassOf(id);
        }

        while (found + 1 < SeenClasses && rowsWith >= FewestRows(found + 1))
        {
            found++;
        }

        return found;
    }

    /// <summary>Turns ids of a class into positions within it.</summary>
    /// <param name="idClass">The class.</param>
    /// <param name="ids">Rising ids; become positions.</param>
    public readonly void ToPositions(IdClass idClass, Span<int> ids) => ClassScan.ToPositions(_rowsWith.Span, idClass, ids);

    /// <summary>Turns positions within a class into ids.</summary>
    /// <param name="idClass">The class.</param>
    /// <param name="positions">Rising positions, each below the number of its ids; become ids.</param>
    public readonly void ToIds(IdClass idClass, Span<int> positions) => ClassScan.ToIds(_rowsWith.Span, idClass, positions);

    /// <summary>Takes the next row in.</summary>
    /// <param name="ids">Its ids, each once.</param>
    public void Add(ReadOnlySpan<int> ids)
    {
        var (all, idsWith) = (_rowsWith.Array, _idsWith.Array);
        foreach (var id in ids)
        {
            ref var rowsWith = ref all[id];
            if (rowsWith == 0)
            {
                _new.Array[NewClassOf(id)]--;
            }
            else
            {
                idsWith[rowsWith]--;
            }

            idsWith[++rowsWith]++;
        }

        if (++_rows == MostRows)
        {
            Halve();
        }
    }

    /// <inheritdoc/>
    public readonly void Dispose()
    {
        _rowsWith.Dispose();
        _idsWith.Dispose();
        _new.Dispose();
    }

    private void Halve()
    {
        _rows = (MostRows + 1) / 2;
        _idsWith.Cleared();
        foreach (ref var rowsWith in _rowsWith.Span)
        {
            rowsWith = (byte)((rowsWith + 1) / 2);
            _idsWith.Array[rowsWith]++;
        }
    }

    private readonly IdClass SeenClass(int number)
    {
        var fewest = FewestRows(number);
        var most = number + 1 < SeenClasses ? FewestRows(number + 1) - 1 : _rows;
        var count = 0;
        for (var rows = fewest; rows <= most; rows++)
        {
            count += _idsWith.Array[rows];
        }

        return new(0, _universe, fewest, most, count);
    }

    private readonly IdClass NewClass(int newClass) => new(BoundOf(newClass), BoundOf(newClass + 1), 0, 0, _new.Span[newClass]);

    /// <summary>Fewest rows with an id for the id to be in a class.</summary>
    private readonly int FewestRows(int seenClass) =>
        Math.Max(1, ((seenClass * _rows) + SeenClasses - 2) / (SeenClasses - 1));

    private readonly int BoundOf(int newClass) => newClass < NewClasses ? Math.Min(_bounds[newClass], _universe) : _universe;

    private static int NewClassOf(int id)
    {
        var found = 0;
        while (found + 1 < NewClasses && id >= _bounds[found + 1])
        {
            found++;
        }

        return found;
    }
}
