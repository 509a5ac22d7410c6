namespace ConversationInteractions.Testing;

/// <summary>How pictures of bots look: colours for both schemes, faces and lines.</summary>
internal static class GraphStyle
{
    public const string Css = """
        .cg { --cg-ground: #f6f7f9; --cg-card: #ffffff; --cg-line: #d5dae3; --cg-head: #eef1f6; --cg-text: #1b2230; --cg-soft: #5c677a; --cg-here: #2457d6; --cg-here-fill: #e6eeff; --cg-been: #168a4a;
          --cg-starter: #0e7f86; --cg-statement: #5c677a; --cg-question: #2457d6; --cg-call: #b45309; --cg-transfer: #a3349b; --cg-upload: #6d4bd8;
          --cg-0: #6b8fd6; --cg-1: #c58a2e; --cg-2: #3f9bb3; --cg-3: #b673b4; --cg-4: #8d7fc0; --cg-5: #d07a6a;
          font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        @media (prefers-color-scheme: dark) {
          .cg { --cg-ground: #12151b; --cg-card: #1b2029; --cg-line: #343c4a; --cg-head: #242b37; --cg-text: #e8ecf3; --cg-soft: #9aa6b8; --cg-here: #8ab0ff; --cg-here-fill: #22345c; --cg-been: #4cc581;
            --cg-starter: #4fc3ca; --cg-statement: #9aa6b8; --cg-question: #8ab0ff; --cg-call: #f0a55a; --cg-transfer: #e08ad9; --cg-upload: #b39bff;
            --cg-0: #7d9fe6; --cg-1: #d2a04f; --cg-2: #55b0c8; --cg-3: #cb8cc9; --cg-4: #a595dc; --cg-5: #df9082; }
        }
        .cg-ground { fill: var(--cg-ground); }
        .cg-card { fill: var(--cg-card); stroke: var(--cg-line); }
        .cg-head { fill: var(--cg-head); }
        .cg-rule { stroke: var(--cg-line); }
        .cg-dialog-name { font-size: 14px; font-weight: 650; fill: var(--cg-text); }
        .cg-kind { font-size: 11px; fill: var(--cg-soft); text-anchor: end; }
        .cg-name { font-size: 13px; font-weight: 600; fill: var(--cg-text); }
        .cg-text { font-size: 13px; fill: var(--cg-text); }
        .cg-name ~ .cg-text { font-size: 12px; fill: var(--cg-soft); }
        .cg-exit { font-size: 12px; fill: var(--cg-soft); }
        .cg-next { font-size: 12px; fill: var(--cg-soft); text-anchor: end; }
        .cg-jump { fill: var(--cg-text); }
        .cg-off { opacity: .5; }
        .cg-icon { fill: none; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
        .cg-starter { stroke: var(--cg-starter); } .cg-statement { stroke: var(--cg-statement); } .cg-question { stroke: var(--cg-question); }
        .cg-call { stroke: var(--cg-call); } .cg-transfer { stroke: var(--cg-transfer); } .cg-upload { stroke: var(--cg-upload); }
        .cg-row-ground { fill: none; }
        .cg-bar { fill: none; }
        .cg-been > .cg-bar { fill: var(--cg-been); }
        .cg-here > .cg-row-ground { fill: var(--cg-here-fill); stroke: var(--cg-here); stroke-width: 1.5; }
        .cg-here > .cg-bar { fill: var(--cg-here); }
        .cg-route { fill: none; stroke-width: 1.5; }
        .cg-tip { stroke: none; }
        .cg-c0 { --cg-route: var(--cg-0); } .cg-c1 { --cg-route: var(--cg-1); } .cg-c2 { --cg-route: var(--cg-2); } .cg-c3 { --cg-route: var(--cg-3); } .cg-c4 { --cg-route: var(--cg-4); } .cg-c5 { --cg-route: var(--cg-5); }
        .cg-route { stroke: var(--cg-route); } .cg-tip, .cg-dot { fill: var(--cg-route); }
        .cg-taken { --cg-route: var(--cg-been); }
        .cg-taken > .cg-route { stroke-width: 2.5; }
        """;
}
