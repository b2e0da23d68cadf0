import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { banner } from './banner.ts'
import type { Bundle, Schema } from './bundle.ts'
import { tsdoc } from './tsdoc.ts'

/** Generates the sources of an API's types package. Returns file contents by path in `src/generated/`. */
export async function generateTypes(bundle: Bundle): Promise<Map<string, string>> {
  return new Map([
    ['openapi.ts', banner + (await openapiTypes(bundle))],
    ['index.ts', banner + index(bundle)],
  ])
}

async function openapiTypes(bundle: Bundle): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(bundle), {
    silent: true,
    alphabetize: false,
    transform: (schema) => openEnum(schema as Schema),
  })
  return astToString(nodes)
}

/**
 * Returns the type of a string enum: its known values, or any other string. Amazon adds values without notice, and programs
 * compiled before that must still accept them.
 */
function openEnum(schema: Schema): ts.TypeNode | undefined {
  if (!Array.isArray(schema.enum)) return undefined
  if (schema.type !== 'string') throw new Error(`Unsupported enum of type ${String(schema.type)}. Use type string`)
  const literals = schema.enum.map((value) =>
    ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(String(value))),
  )
  const string = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword)
  const anyOther = ts.factory.createIntersectionTypeNode([string, ts.factory.createTypeLiteralNode([])])
  return ts.factory.createUnionTypeNode([...literals, ts.factory.createParenthesizedType(anyOther)])
}

function index(bundle: Bundle): string {
  const schemas = Object.entries(bundle.components?.schemas ?? {})
  const aliases = schemas.map(
    ([name, schema]) => `${tsdoc([schema.description])}export type ${name} = components['schemas']['${name}']\n`,
  )
  return [
    "import type { components } from './openapi.ts'\n",
    "export type { components, operations, paths } from './openapi.ts'\n",
    ...aliases,
  ].join('\n')
}
