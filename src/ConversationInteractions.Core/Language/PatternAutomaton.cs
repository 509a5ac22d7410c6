using System.Buffers;
using System.Numerics;

namespace ConversationInteractions.Language;

/// <summary>
/// A pattern with too many alternates to write out, as a small program whose threads all run at once, one bit each. Every step but a
/// wildcard's own leads forward, so a character costs at most one visit per instruction: linear in the text, whatever the pattern.
/// </summary>
internal sealed class PatternAutomaton
{
    private const int StackWords = 64;

    private readonly Instruction[] _program;
    private readonly int _words;

    public PatternAutomaton(PatternOutline outline)
    {
        var program = new List<Instruction>();
        Compile(outline, 0, outline.Text.Length, program);
        program.Add(new Instruction(Operation.Accept));
        _program = [.. program];
        _words = ((_program.Length * 2) + 63) / 64;
    }

    private enum Operation
    {
        Character,
        Blank,
        Wildcard,
        Fork,
        Jump,
        Accept,
    }

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        ulong[]? rented = _words > StackWords ? ArrayPool<ulong>.Shared.Rent(_words * 2) : null;
        Span<ulong> threads = rented ?? stackalloc ulong[StackWords * 2];
        Span<ulong> current = threads[.._words];
        Span<ulong> next = threads.Slice(_words, _words);
        current.Clear();
        next.Clear();
        Set(current, State(0, afterBlank: true));
        bool alive = true;
        for (int i = 0; i < text.Length && alive; i++)
        {
            Step(current, next, text[i]);
            alive = next.ContainsAnyExcept(0UL);
            Span<ulong> spent = current;
            current = next;
            next = spent;
        }
        bool accepted = alive && Accepts(current, next);
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
        return accepted;
    }

    private static void Compile(PatternOutline outline, int start, int end, List<Instruction> program)
    {
        for (int i = start; i < end; i++)
        {
            switch (outline.Text[i])
            {
                case '(':
                    CompileGroup(outline, i, program);
                    i = outline.EndOfGroup(i);
                    break;
                case '*':
                    program.Add(new Instruction(Operation.Wildcard));
                    break;
                case ' ':
                    program.Add(new Instruction(Operation.Blank));
                    break;
                case char c:
                    program.Add(new Instruction(Operation.Character, c));
                    break;
            }
        }
    }

    private static void CompileGroup(PatternOutline outline, int start, List<Instruction> program)
    {
        var ends = new List<int>();
        while (true)
        {
            int end = outline.EndOfAlternate(start);
            int fork = program.Count;
            bool isLast = outline.Text[end] == ')';
            if (!isLast)
            {
                program.Add(new Instruction(Operation.Fork));
            }
            Compile(outline, start + 1, end, program);
            if (isLast)
            {
                break;
            }
            ends.Add(program.Count);
            program.Add(new Instruction(Operation.Jump));
            program[fork] = new Instruction(Operation.Fork, program.Count);
            start = end;
        }
        foreach (int end in ends)
        {
            program[end] = new Instruction(Operation.Jump, program.Count);
        }
    }

    // A thread remembers whether the last thing it read of the pattern was a blank (or nothing yet): a further blank of the pattern is
    // then the same blank, as it is in an alternate that is written out.
    private static int State(int instruction, bool afterBlank) => (instruction * 2) + (afterBlank ? 1 : 0);

    private static void Set(Span<ulong> threads, int state) => threads[state >> 6] |= 1UL << (state & 63);

    private void Step(Span<ulong> current, Span<ulong> next, char c)
    {
        for (int word = 0; word < current.Length; word++)
        {
            while (TryTake(current, word, out int at, out bool afterBlank))
            {
                Instruction instruction = _program[at];
                switch (instruction.Operation)
                {
                    case Operation.Character when c == instruction.Operand:
                        Set(next, State(at + 1, afterBlank: false));
                        break;
                    case Operation.Blank when afterBlank:
                        Set(current, State(at + 1, afterBlank: true));
                        break;
                    case Operation.Blank when c == ' ':
                        Set(next, State(at + 1, afterBlank: true));
                        break;
                    case Operation.Wildcard:
                        Set(next, State(at, afterBlank: false));
                        Set(current, State(at + 1, afterBlank: false));
                        break;
                    default:
                        Follow(current, instruction, at, afterBlank);
                        break;
                }
            }
        }
    }

    // Of the text nothing is left. The rest of the pattern may be wildcards and then, as its end is trimmed, blanks.
    private bool Accepts(Span<ulong> current, Span<ulong> trimmed)
    {
        trimmed.Clear();
        for (int word = 0; word < current.Length; word++)
        {
            while (TryTake(current, word, out int at, out bool afterBlank))
            {
                Instruction instruction = _program[at];
                switch (instruction.Operation)
                {
                    case Operation.Accept:
                        return true;
                    case Operation.Blank:
                        Set(afterBlank ? current : trimmed, State(at + 1, afterBlank: true));
                        break;
                    case Operation.Wildcard:
                        Set(current, State(at + 1, afterBlank: false));
                        break;
                    default:
                        Follow(current, instruction, at, afterBlank);
                        break;
                }
            }
        }
        return AcceptsBlanks(trimmed);
    }

    private bool AcceptsBlanks(Span<ulong> trimmed)
    {
        for (int word = 0; word < trimmed.Length; word++)
        {
            while (TryTake(trimmed, word, out int at, out _))
            {
                Instruction instruction = _program[at];
                switch (instruction.Operation)
                {
                    case Operation.Accept:
                        return true;
                    case Operation.Blank:
                        Set(trimmed, State(at + 1, afterBlank: true));
                        break;
                    default:
                        Follow(trimmed, instruction, at, afterBlank: true);
                        break;
                }
            }
        }
        return false;
    }

    private static void Follow(Span<ulong> threads, Instruction instruction, int at, bool afterBlank)
    {
        if (instruction.Operation is Operation.Fork)
        {
            Set(threads, State(at + 1, afterBlank));
        }
        if (instruction.Operation is Operation.Fork or Operation.Jump)
        {
            Set(threads, State(instruction.Operand, afterBlank));
        }
    }

    private static bool TryTake(Span<ulong> threads, int word, out int at, out bool afterBlank)
    {
        int state = (word << 6) + BitOperations.TrailingZeroCount(threads[word]);
        at = state >> 1;
        afterBlank = (state & 1) != 0;
        bool any = threads[word] != 0;
        threads[word] &= unchecked(threads[word] - 1);
        return any;
    }

    private readonly record struct Instruction(Operation Operation, int Operand = 0);
}
