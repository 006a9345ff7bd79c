namespace Handbook.MakePdfs;

internal enum BlockKind
{
    Heading,
    Paragraph,
    Bullet,
    Note,
    TableRow,
    PageBreak,
}
