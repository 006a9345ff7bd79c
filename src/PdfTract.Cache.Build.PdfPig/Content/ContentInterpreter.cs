using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Carries out the operators of content streams (ISO 32000, annex A) as far as text depends on them. Paths, colours, pictures, patterns
/// and shadings are passed over unseen, so whatever is wrong with them does not matter.
/// </summary>
internal sealed class ContentInterpreter(PdfObjects objects, FontCache fonts, FormCache forms, PageBudget budget, LetterList letters, Matrix transformation)
{
    private readonly TextPlacer _placer = new(letters);
    private readonly MarkedContent _marked = new(letters);
    private readonly List<GraphicsState> _saved = [];
    private readonly List<IndirectReference> _running = [];
    private readonly Stack<Operands> _unused = [];
    private GraphicsState _state = GraphicsState.Initial(transformation);

    /// <exception cref="PageLimitException">It goes on and on.</exception>
    public void Run(ReadOnlyMemory<byte> content, ContentResources resources)
    {
        budget.SpendContent(content.Length, _running.Count);
        var (lexer, operands, outermost) = (new ContentLexer(content), _unused.Count > 0 ? _unused.Pop() : new Operands(), _saved.Count);
        while (lexer.Next(operands) is not Operator.None and var operation)
        {
            budget.SpendOperation();
            Run(operation, new Arguments(operands), resources, outermost);
        }

        _unused.Push(operands);
    }

    /// <summary>Draws a form as <c>Do</c> does, in the current state.</summary>
    public void Draw(IndirectReference reference, ContentResources resources)
    {
        // A form that draws itself says nothing new.
        if (!_running.Contains(reference) && forms.Get(reference) is { } form)
        {
            Draw(reference, form, Matrix.Identity, resources);
        }
    }

    /// <param name="reference">The form's number.</param>
    /// <param name="form">The form.</param>
    /// <param name="placement">From where the form's own transformation leads to where it goes.</param>
    /// <param name="resources">For a form that has none.</param>
    public void Draw(IndirectReference reference, FormXObject form, in Matrix placement, ContentResources resources)
    {
        var outer = _state;
        var saved = _saved.Count;
        _running.Add(reference);
        _state.Transformation = form.Transformation.Then(placement).Then(_state.Transformation);
        Run(form.Content, form.Resources is null ? resources : new ContentResources(objects, form.Resources, resources));
        _running.RemoveAt(_running.Count - 1);
        _saved.RemoveRange(saved, _saved.Count - saved);
        _state = outer;
    }

    private void Run(uint operation, Arguments arguments, ContentResources resources, int outermost)
    {
        switch (operation)
        {
            case Operator.Save when _saved.Count < ReadingLimits.SavedStates:
                _saved.Add(_state);
                break;
            case Operator.Save:
                throw new PageLimitException($"it saves more than {ReadingLimits.SavedStates:N0} graphics states at once.");
            case Operator.Restore when _saved.Count > outermost:
                _state = _saved[_saved.Count - 1];
                _saved.RemoveAt(_saved.Count - 1);
                break;
            case Operator.Transform when arguments.AreNumbers(6):
                _state.Transformation = arguments.Matrix().Then(_state.Transformation);
                break;
            case Operator.ExtendedState when arguments.Name(1) is { } state:
                ApplyExtendedState(objects.Get<DictionaryToken>(resources.Find("ExtGState", state)));
                break;
            case Operator.XObject when arguments.Name(1) is { } form && resources.Find("XObject", form) is IndirectReferenceToken reference:
                Draw(reference.Data, resources);
                break;
            case Operator.BeginMarkedContent:
                _marked.Begin(null);
                break;
            case Operator.BeginMarkedContentWithProperties:
                _marked.Begin(arguments.Name(1) is { } list
                    ? objects.Get<DictionaryToken>(resources.Find("Properties", list)) is { } properties ? objects.Text(properties, "ActualText") : null
                    : arguments.ActualText());
                break;
            case Operator.EndMarkedContent:
                _marked.End();
                break;
            case Operator.Font when arguments.IsNumber(1) && arguments.Name(2) is { } fontName:
                (_state.Font, _state.Size) = (resources.Find("Font", fontName) is { } font ? fonts.Get(font) : null, arguments.Number(1));
                break;
            default:
                RunText(operation, arguments);
                break;
        }
    }

    private void RunText(uint operation, Arguments arguments)
    {
        switch (operation)
        {
            case Operator.BeginText or Operator.EndText:
                _placer.SetMatrix(Matrix.Identity);
                break;
            case Operator.CharacterSpacing when arguments.AreNumbers(1):
                _state.CharacterSpacing = arguments.Number(1);
                break;
            case Operator.WordSpacing when arguments.AreNumbers(1):
                _state.WordSpacing = arguments.Number(1);
                break;
            case Operator.Scaling when arguments.AreNumbers(1):
                _state.Scaling = arguments.Number(1) / 100;
                break;
            case Operator.Leading when arguments.AreNumbers(1):
                _state.Leading = arguments.Number(1);
                break;
            case Operator.Rise when arguments.AreNumbers(1):
                _state.Rise = arguments.Number(1);
                break;
            case Operator.Move when arguments.AreNumbers(2):
                _placer.MoveLine(arguments.Number(2), arguments.Number(1));
                break;
            case Operator.MoveAndSetLeading when arguments.AreNumbers(2):
                _state.Leading = -arguments.Number(1);
                _placer.MoveLine(arguments.Number(2), arguments.Number(1));
                break;
            case Operator.TextMatrix when arguments.AreNumbers(6):
                _placer.SetMatrix(arguments.Matrix());
                break;
            case Operator.NextLine:
                _placer.MoveLine(0, -_state.Leading);
                break;
            case Operator.Show or Operator.ShowWithPositions:
                Show(arguments);
                break;
            case Operator.ShowOnNextLine:
                _placer.MoveLine(0, -_state.Leading);
                Show(arguments);
                break;
            case Operator.ShowOnNextLineWithSpacing:
                if (arguments.IsNumber(3) && arguments.IsNumber(2))
                {
                    (_state.WordSpacing, _state.CharacterSpacing) = (arguments.Number(3), arguments.Number(2));
                }

                _placer.MoveLine(0, -_state.Leading);
                Show(arguments.Last(1));
                break;
        }
    }

    private void Show(Arguments arguments)
    {
        _placer.BeginShow();
        for (var i = arguments.First; i < arguments.Operands.Count; i++)
        {
            if (arguments.Operands.Kind(i) == OperandKind.Text)
            {
                _placer.Show(arguments.Operands.Bytes(i), _state);
            }
            else if (arguments.Operands.Kind(i) == OperandKind.Number)
            {
                _placer.Adjust(arguments.Operands.Number(i), _state);
            }
        }
    }

    private void ApplyExtendedState(DictionaryToken? state)
    {
        if (state is not null && objects.Get<ArrayToken>(state, "Font") is { Length: >= 2 } font && objects.Get<NumericToken>(font[1]) is { } size)
        {
            (_state.Font, _state.Size) = (fonts.Get(font[0]), size.Data);
        }
    }
}
