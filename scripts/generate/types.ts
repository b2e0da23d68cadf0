import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { banner } from './banner.ts'
import type { Bundle, Schema } from './bundle.ts'
import { tsdoc } from './tsdoc.ts'

/** The generated sources of an API's types package, by path inside `src/generated/`. */
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
 * Types a text enum as its known values or any other text: Amazon adds values without notice, and a program that was
 * compiled before must still be able to carry them.
 */
function openEnum(schema: Schema): ts.TypeNode | undefined {
  if (!Array.isArray(schema.enum)) return undefined
  if (schema.type !== 'string') throw new Error(`An enum of type ${String(schema.type)} is not handled`)
  const literals = schema.enum.map((value) =>
    ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(String(value))),
  )
  const text = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword)
  const anyOther = ts.factory.createIntersectionTypeNode([text, ts.factory.createTypeLiteralNode([])])
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
