/** The form of `validators/<api>.js`, which `scripts/compile-validators.ts` writes and {@link loadContract} reads. */
export interface CompiledContract {
  readonly table: ContractTable
  /** By the names that the table uses. */
  readonly validators: Readonly<Record<string, Validator>>
}

export interface ContractTable {
  readonly operations: readonly OperationRow[]
  /** By the names that the specification has for them. */
  readonly definitions: Readonly<Record<string, DefinitionRow>>
}

export interface DefinitionRow {
  /** Validator's name. */
  readonly validate: string
  readonly properties: readonly string[]
}

export interface OperationRow {
  readonly id: string
  /** In capitals. */
  readonly method: string
  /** The template, for example `/reports/2021-06-30/reports/{reportId}`. */
  readonly path: string
  /** Requests per second that the usage plan allows, and how many may come at once. */
  readonly rate?: number
  readonly burst?: number
  /** Of a grantless operation: the scope that its token must have. */
  readonly scope?: string
  readonly parameters: readonly ParameterRow[]
  /** Where parameters stand → validator's name. */
  readonly validate: Readonly<Record<ParameterLocation, string>>
  readonly body?: {
    readonly required: boolean
    /** Media type → validator's name. */
    readonly validate: Readonly<Record<string, string>>
  }
  readonly responses: Readonly<Record<string, ResponseRow>>
}

export type ParameterLocation = 'path' | 'query' | 'header'

export interface ParameterRow {
  readonly name: string
  readonly in: ParameterLocation
  /** The schema's type: what the text on the wire has to be turned into. Arrays are comma-separated. */
  readonly type: string
  readonly items?: string
  readonly default?: unknown
}

export interface ResponseRow {
  /** Documented headers, in small letters, without deprecated ones: those are no longer sent. */
  readonly headers: readonly string[]
  readonly validateHeaders: string
  /** Media type → validator's name; none means: no body. */
  readonly validate: Readonly<Record<string, string>>
}

/** A function that ajv generated. */
export interface Validator {
  (value: unknown): boolean
  readonly errors?: readonly SchemaError[] | null
}

export interface SchemaError {
  /** JSON pointer to what is wrong. */
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string
}
