import { type CheckedResponse, checkResponse } from './check-response.ts'
import {
  type CompiledContract,
  type OperationRow,
  type SchemaError,
  schemaErrors,
  type Validator,
} from './compiled-contract.ts'
import { type ReadResult, type RequestParts, readRequest } from './read-request.ts'
import { findUnknownField } from './shape.ts'

/** The parts of one API's specification that the emulator enforces. */
export interface Contract {
  readonly operations: readonly Operation[]
  /** Returns a schema by its name in the specification. */
  definition(name: string): Definition
}

/** An operation of the specification, with the validation of its requests and responses. */
export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly plan: { readonly rate: number; readonly burst: number } | undefined
  /** The scope that the token of a grantless operation must have. */
  readonly scope: string | undefined
  /** Returns whether the specification lists a header, in lower case, for responses with this status. */
  documentsHeader(status: number, name: string): boolean
  read(parts: RequestParts): ReadResult
  /** @returns One message for each violation of the specification. */
  check(response: CheckedResponse): readonly string[]
}

export interface Definition {
  /** The names of its fields. */
  readonly properties: readonly string[]
  /** @returns The errors of an invalid value. */
  check(value: unknown): readonly SchemaError[]
  /** @returns The path of a field that the specification does not have, at any depth. */
  unknownField(value: unknown): string | undefined
}

/**
 * Loads a contract that `scripts/compile-validators.ts` compiled.
 *
 * @param api The name of the API's folder under `specs/`.
 * @throws Error if the API is not compiled.
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
      if (row === undefined) throw new Error(`${api}: the specification has no schema ${name}`)
      return {
        properties: Object.keys(row.shape.properties ?? {}),
        check: (value) => schemaErrors(validators(row.validate), value),
        unknownField: (value) => findUnknownField(value, row.shape),
      }
    },
  }
}

async function importCompiled(api: string): Promise<CompiledContract> {
  const url = new URL(`../../validators/${api}.js`, import.meta.url)
  try {
    return (await import(url.href)) as CompiledContract
  } catch (error) {
    throw new Error(`The contract of ${api} is not compiled. Run \`pnpm build\`.`, { cause: error })
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
    check: (response) => checkResponse(row, validators, response),
  }
}
