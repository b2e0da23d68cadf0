import { type Breaches, type CheckedAnswer, checkAnswer } from './check-response.ts'
import type { CompiledContract, OperationRow, SchemaError, Validator } from './compiled-contract.ts'
import { errorsOf } from './errors-of.ts'
import { type Reading, type RequestParts, readRequest } from './read-request.ts'

/** One API's specification, as far as the emulator enforces it. */
export interface Contract {
  readonly operations: readonly Operation[]
  /** A definition by its name in the specification. */
  definition(name: string): Definition
}

/** An operation of the specification, with what judges its requests and answers. */
export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly plan: { readonly rate: number; readonly burst: number } | undefined
  /** Of a grantless operation: the scope that its token must have. */
  readonly scope: string | undefined
  /** Whether the specification lists this header (in small letters) for answers with this status. */
  documentsHeader(status: number, name: string): boolean
  read(parts: RequestParts): Reading
  check(answer: CheckedAnswer): Breaches
}

export interface Definition {
  readonly properties: readonly string[]
  /** @returns What is wrong with the value; nothing if it fits. */
  check(value: unknown): readonly SchemaError[]
}

/**
 * Loads what `scripts/compile-validators.ts` compiled.
 *
 * @param api The folder's name under `specs/`.
 * @throws Error when the API was not compiled.
 */
export async function loadContract(api: string): Promise<Contract> {
  const compiled = await importCompiled(api)
  const validators = (name: string): Validator => {
    const validator = compiled.validators[name]
    if (validator === undefined) throw new Error(`${api}: no validator ${name} was compiled`)
    return validator
  }
  return {
    operations: compiled.table.operations.map((row) => operation(row, validators)),
    definition: (name) => {
      const row = compiled.table.definitions[name]
      if (row === undefined) throw new Error(`${api}: the specification has no definition ${name}`)
      return { properties: row.properties, check: (value) => errorsOf(validators(row.validate), value) }
    },
  }
}

async function importCompiled(api: string): Promise<CompiledContract> {
  const url = new URL(`../../validators/${api}.js`, import.meta.url)
  try {
    return (await import(url.href)) as CompiledContract
  } catch (error) {
    throw new Error(`The contract of ${api} is not compiled: run \`pnpm build\``, { cause: error })
  }
}

function operation(row: OperationRow, validators: (name: string) => Validator): Operation {
  return {
    id: row.id,
    method: row.method,
    path: row.path,
    plan: row.rate === undefined || row.burst === undefined ? undefined : { rate: row.rate, burst: row.burst },
    scope: row.scope,
    documentsHeader: (status, name) => row.responses[status]?.headers.includes(name) ?? false,
    read: (parts) => readRequest(row, validators, parts),
    check: (answer) => checkAnswer(row, validators, answer),
  }
}
