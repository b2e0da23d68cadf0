/** The kinds of packages generated for an API, listed in its document's `info.x-packages`. */
export type PackageKind = 'types' | 'client'

/** The parts of a bundled OpenAPI 3.1 document that the generator reads. */
export interface Bundle {
  readonly openapi: string
  readonly info: {
    readonly title: string
    readonly version: string
    readonly summary?: string
    readonly description?: string
    readonly 'x-packages'?: readonly PackageKind[]
  }
  readonly servers?: readonly { readonly url: string; readonly description?: string; readonly 'x-name'?: string }[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>
    readonly [section: string]: Readonly<Record<string, unknown>> | undefined
  }
}

export interface Reference {
  readonly $ref: string
}

export interface PathItem {
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly [method: string]: unknown
}

export interface OperationObject {
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly deprecated?: boolean
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly requestBody?: RequestBody | Reference
  readonly responses: Readonly<Record<string, unknown>>
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly 'x-rate-limit'?: 'none' | { readonly rate: number; readonly burst: number; readonly assumed?: boolean }
  readonly 'x-idempotent'?: boolean
  readonly 'x-request-examples'?: Readonly<Record<string, RequestExample | Reference>>
}

export interface RequestExample {
  readonly summary?: string
  readonly value?: unknown
  readonly 'x-parameters'?: Readonly<Record<string, unknown>>
  readonly 'x-invalid'?: boolean
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly style?: string
  readonly explode?: boolean
  readonly schema?: Schema
  readonly content?: unknown
}

export interface RequestBody {
  readonly required?: boolean
  readonly content: Readonly<Record<string, { readonly schema?: Schema }>>
}

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly [keyword: string]: unknown
}

/** An operation with its path, method and resolved parameters. */
export interface LocatedOperation {
  readonly path: string
  readonly method: string
  readonly operation: OperationObject
  /** The parameters of the path item and of the operation, resolved. */
  readonly parameters: readonly Parameter[]
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Returns all operations of a bundle, in document order. */
export function listOperations(bundle: Bundle): LocatedOperation[] {
  return Object.entries(bundle.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => method in item)
      .map((method) => {
        const operation = item[method] as OperationObject
        const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
        return {
          path,
          method,
          operation,
          parameters: parameters.map((one) => resolveReference<Parameter>(bundle, one)),
        }
      }),
  )
}

/** Returns the kinds of packages to generate for a document: its `info.x-packages`. Defaults to both kinds. */
export function packagesOf({ info }: Bundle): readonly PackageKind[] {
  return info['x-packages'] ?? ['types', 'client']
}

/** Returns whether the security scheme of a document requires signed requests, as Amazon Pay does, instead of tokens. */
export function isSigned(bundle: Bundle): boolean {
  const schemes = Object.values(bundle.components?.securitySchemes ?? {}) as { type?: string; scheme?: string }[]
  return schemes.some(({ type, scheme }) => type === 'http' && scheme?.startsWith('AMZN-PAY-'))
}

/**
 * Resolves a `$ref` in the bundle, including references to references.
 *
 * @throws Error if the target does not exist
 */
export function resolveReference<T>(bundle: Bundle, value: T | Reference): T {
  if (typeof value !== 'object' || value === null || !('$ref' in value) || typeof value.$ref !== 'string') {
    return value as T
  }
  const steps = value.$ref.replace(/^#\//, '').split('/')
  let target: unknown = bundle
  for (const step of steps) {
    target = (target as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  if (target === undefined) throw new Error(`The target of $ref ${value.$ref} does not exist in the bundle`)
  return resolveReference(bundle, target as T | Reference)
}
