namespace ChatOpsBot.Host.Channels.Slack.Blocks;

/// <summary>What Slack takes of a message, in UTF-16 units where letters are counted; anything larger is refused as a whole.</summary>
internal static class BlockLimits
{
    /// <summary>Blocks of a message: https://docs.slack.dev/reference/block-kit/blocks</summary>
    public const int Blocks = 50;

    /// <summary>Letters of a message's own text before Slack splits it: https://docs.slack.dev/reference/methods/chat.postMessage#truncating</summary>
    public const int MessageText = 4000;

    /// <summary>Letters that all blocks together show. Slack's staff speak of 12,000 with some room for what holds them
    /// (https://github.com/slackapi/bolt-js/issues/2509); 11,341 in many blocks were refused as msg_blocks_too_long
    /// (https://github.com/slackapi/bolt-js/issues/2867).</summary>
    public const int Letters = 12_000;

    /// <summary>What a block, an element or a text object counts towards <see cref="Letters"/>: the measurements above with some room.</summary>
    public const int ObjectLetters = 20;

    /// <summary>Letters of a text object: https://docs.slack.dev/reference/block-kit/composition-objects/text-object</summary>
    public const int Text = 3000;

    /// <summary>Letters of a header: https://docs.slack.dev/reference/block-kit/blocks/header-block</summary>
    public const int Header = 150;

    /// <summary>Fields of a section: https://docs.slack.dev/reference/block-kit/blocks/section-block</summary>
    public const int Fields = 10;

    /// <summary>Letters of a field: https://docs.slack.dev/reference/block-kit/blocks/section-block</summary>
    public const int Field = 2000;

    /// <summary>Elements of an actions block: https://docs.slack.dev/reference/block-kit/blocks/actions-block</summary>
    public const int Actions = 25;

    /// <summary>Elements of a context block: https://docs.slack.dev/reference/block-kit/blocks/context-block</summary>
    public const int Context = 10;

    /// <summary>Letters of a block_id and of an action_id: https://docs.slack.dev/reference/block-kit/blocks/actions-block and
    /// https://docs.slack.dev/reference/block-kit/block-elements/button-element</summary>
    public const int Id = 255;

    /// <summary>Letters on a button: https://docs.slack.dev/reference/block-kit/block-elements/button-element</summary>
    public const int Button = 75;

    /// <summary>Letters of a button's value: https://docs.slack.dev/reference/block-kit/block-elements/button-element</summary>
    public const int ButtonValue = 2000;

    /// <summary>Options of a select menu: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element</summary>
    public const int Options = 100;

    /// <summary>Letters of a select menu's placeholder: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element</summary>
    public const int Placeholder = 150;

    /// <summary>Letters of an option: https://docs.slack.dev/reference/block-kit/composition-objects/option-object</summary>
    public const int Option = 75;

    /// <summary>Letters of an option's value: https://docs.slack.dev/reference/block-kit/composition-objects/option-object</summary>
    public const int OptionValue = 150;

    /// <summary>Letters of a confirmation's title: https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object</summary>
    public const int ConfirmTitle = 100;

    /// <summary>Letters of a confirmation's text: https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object</summary>
    public const int ConfirmText = 300;

    /// <summary>Letters on a confirmation's buttons: https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object</summary>
    public const int ConfirmButton = 30;
}
