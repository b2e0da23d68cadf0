/** One option of a command. */
export interface OptionDefinition {
  /** `list` can be repeated, and one value can contain several, separated by commas. */
  readonly type: 'string' | 'boolean' | 'list'
  /** The placeholder for the value in the help, such as `FILE`. */
  readonly value?: string
  /** One letter: `o` for `-o`. */
  readonly short?: string
  readonly description: string
  /** The only values that are accepted. */
  readonly choices?: readonly string[]
  /** Whether the command fails without it. */
  readonly required?: boolean
  /** The heading in the help under which the option is listed. */
  readonly group?: string
}

/** An argument without a name. */
export interface ArgumentDefinition {
  /** In the help, such as `TYPE`. */
  readonly name: string
  readonly description: string
  readonly optional?: boolean
  /** Whether it can be repeated. Only the last argument of a command. */
  readonly variadic?: boolean
  /** The only values that are accepted. */
  readonly choices?: readonly string[]
}

/** An example in the help and in the docs. */
export interface Example {
  /** What it does, as an imperative sentence without a full stop. */
  readonly description: string
  readonly command: string
}

/**
 * A command as the user sees it: its name, its help and what it accepts. It contains no code, so that the help and the
 * docs load nothing else.
 */
export interface CommandDefinition {
  /** One word or two: `run`, `reports list`. */
  readonly name: string
  /** One line, an imperative sentence without a full stop. */
  readonly summary: string
  /** What else the reader of its help should know. Plain paragraphs. */
  readonly description?: string
  readonly arguments?: readonly ArgumentDefinition[]
  readonly options: Readonly<Record<string, OptionDefinition>>
  readonly examples: readonly Example[]
}

/** The values of the options of a definition. */
export type OptionValues<D extends CommandDefinition> = {
  readonly [Name in keyof D['options']]: D['options'][Name] extends { type: 'boolean' }
    ? boolean
    : D['options'][Name] extends { type: 'list' }
      ? readonly string[] | undefined
      : D['options'][Name] extends { required: true }
        ? string
        : string | undefined
}

/** What the user passed to a command. */
export interface CommandInput<D extends CommandDefinition = CommandDefinition> {
  /** The values of the arguments in order. Those of a variadic argument follow one another. */
  readonly arguments: readonly string[]
  readonly options: OptionValues<D>
}
