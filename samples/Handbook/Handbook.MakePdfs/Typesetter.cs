namespace Handbook.MakePdfs;

/// <summary>Sets a manuscript in columns and pages, from top to bottom and from left to right.</summary>
internal sealed class Typesetter
{
    // A heading stays with the lines that follow it, and no line of a paragraph stands alone at the foot or the head of a column.
    private const double RoomBelowHeading = 3 * 14;
    private const int FewestLines = 2;

    private readonly Manuscript _manuscript;
    private readonly double _columnWidth;
    private readonly List<Page> _pages = [];

    private int _column;
    private double _columnTop;
    private double _y;

    private Typesetter(Manuscript manuscript)
    {
        _manuscript = manuscript;
        _columnWidth = (Sheet.Right - Sheet.Left - ((manuscript.Columns - 1) * Sheet.Gutter)) / manuscript.Columns;
    }

    private double Left => Sheet.Left + (_column * (_columnWidth + Sheet.Gutter));

    private bool AtTop => _y == _columnTop;

    public static IReadOnlyList<Page> Set(Manuscript manuscript)
    {
        var typesetter = new Typesetter(manuscript);
        typesetter.StartPage();
        typesetter.SetOpening();
        typesetter.SetBlocks();
        typesetter.SetFooters();

        return typesetter._pages;
    }

    private void StartPage()
    {
        _pages.Add(new Page());
        _column = 0;
        _columnTop = _y = Sheet.Top;
    }

    private void StartColumn()
    {
        if (_column + 1 == _manuscript.Columns)
        {
            StartPage();
            return;
        }

        _column++;
        _y = _columnTop;
    }

    // The title and the author stand across all columns.
    private void SetOpening()
    {
        var width = Sheet.Right - Sheet.Left;

        SetLines(Lines.Break(_manuscript.Title, Style.Title, width), Style.Title);
        SetLines(Lines.Break(_manuscript.Author, Style.Author, width), Style.Author);

        _y -= 6;
        _pages[^1].Rule(Sheet.Left, Sheet.Right, _y);
        _columnTop = _y -= 8;
    }

    private void SetBlocks()
    {
        var blocks = _manuscript.Blocks;

        for (var i = 0; i < blocks.Count; i++)
        {
            switch (blocks[i].Kind)
            {
                case BlockKind.PageBreak:
                    StartPage();
                    break;
                case BlockKind.TableRow:
                    var rows = blocks.Skip(i).TakeWhile(block => block.Kind == BlockKind.TableRow).Select(block => block.Cells).ToArray();
                    SetTable(rows);
                    i += rows.Length - 1;
                    break;
                default:
                    SetText(blocks[i]);
                    break;
            }
        }
    }

    private void SetText(Block block)
    {
        var style = block.Kind switch
        {
            BlockKind.Heading => Style.Heading,
            BlockKind.Bullet => Style.Bullet,
            BlockKind.Note => Style.Note,
            _ => Style.Paragraph,
        };

        var lines = Lines.Break(block.Text, style, _columnWidth - style.Indent);
        var below = block.Kind == BlockKind.Heading ? RoomBelowHeading : 0;
        var together = lines.Count < 2 * FewestLines ? lines.Count : FewestLines;
        MakeRoom(style.SpaceBefore, (style.Leading * together) + below);

        if (block.Kind == BlockKind.Bullet)
        {
            _pages[^1].Text(style, Left, _y - style.Leading, "\u2022");
        }

        SetLines(lines, style);
    }

    private void SetTable(string[][] rows)
    {
        var table = new Table(rows, _columnWidth);
        MakeRoom(Style.TableHead.SpaceBefore, Style.TableHead.Leading * 3);

        foreach (var (row, style) in rows.Zip(Table.Styles))
        {
            MakeRoom(0, style.Leading);
            _y -= style.Leading;

            foreach (var (cell, x) in row.Zip(table.ColumnStarts))
            {
                _pages[^1].Text(style, Left + x, _y, cell);
            }

            if (style == Style.TableHead)
            {
                _pages[^1].Rule(Left, Left + _columnWidth, _y - 4);
                _y -= 4;
            }
        }

        _y -= Style.TableHead.SpaceBefore;
    }

    private void SetLines(IReadOnlyList<string> lines, Style style)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            MakeRoom(0, style.Leading * (lines.Count - i == FewestLines ? FewestLines : 1));
            _y -= style.Leading;
            _pages[^1].Text(style, Left + style.Indent, _y, lines[i]);
        }
    }

    // Last, so that who reads a page in the order in which it was drawn finds the text first.
    private void SetFooters()
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            var number = $"{_manuscript.Title} \u00B7 {i + 1}";
            var x = Sheet.Right - Style.Footer.Face.WidthOf(number, Style.Footer.Size);

            _pages[i].Text(Style.Footer, Sheet.Left, Sheet.FooterLine, "Harrow Fell Observatory");
            _pages[i].Text(Style.Footer, x, Sheet.FooterLine, number);
        }
    }

    // Space between blocks is dropped at the top of a column.
    private void MakeRoom(double space, double height)
    {
        if (_y - space - height < Sheet.Bottom)
        {
            StartColumn();
        }
        else if (!AtTop)
        {
            _y -= space;
        }
    }
}
