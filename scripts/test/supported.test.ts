import { describe, expect, it } from 'vitest'
import type { Bundle } from '../generate/bundle.ts'
import { findUnsupported } from '../generate/supported.ts'
import { sampleBundle } from './support/sample-bundle.ts'

type Loose = Record<string, Record<string, Record<string, Record<string, unknown>>>>

/** Returns the sample bundle with one change. */
function changed(change: (bundle: Loose) => void): Bundle {
  const bundle = sampleBundle()
  change(bundle as unknown as Loose)
  return bundle
}

describe('findUnsupported', () => {
  it('finds nothing in a supported document', () => {
    expect(findUnsupported(sampleBundle())).toEqual([])
  })

  it.each<[string, (bundle: Loose) => void, RegExp]>([
    ['another OpenAPI version', (b) => Object.assign(b, { openapi: '3.2.0' }), /unsupported version 3\.2\.0/],
    [
      'an unknown schema keyword',
      (b) => set(b, 'components.schemas.Thing.not', {}),
      /schemas\.Thing: unsupported schema keyword not/,
    ],
    [
      'an unknown keyword deep inside a schema',
      (b) => set(b, 'components.schemas.Thing.properties.size.multipleOf', 2),
      /schemas\.Thing\.properties\.size: unsupported schema keyword multipleOf/,
    ],
    [
      'a schema with the name of another export',
      (b) => set(b, 'components.schemas.paths', { type: 'string' }),
      /another export of that name/,
    ],
    [
      'a schema name that is not an identifier',
      (b) => set(b, 'components.schemas.a-b', { type: 'string' }),
      /not a TypeScript identifier/,
    ],
    [
      'an exploded array',
      (b) => set(b, 'components.parameters.colours.explode', true),
      /comma-separated\. Set explode: false/,
    ],
    [
      'an unusual style',
      (b) => set(b, 'components.parameters.colours.style', 'pipeDelimited'),
      /unsupported style pipeDelimited/,
    ],
    ['a cookie', (b) => set(b, 'components.parameters.colours.in', 'cookie'), /unsupported parameter in cookie/],
    [
      'a parameter with content',
      (b) => set(b, 'components.parameters.colours.content', {}),
      /unsupported parameter with content/,
    ],
    [
      'two parameters of the same name',
      (b) => Object.assign(b.components?.parameters?.colours ?? {}, { name: 'thingId' }),
      /exists in path and in query/,
    ],
    [
      'another media type',
      (b) => set(b, 'paths./things.post.requestBody.content', { 'text/xml': {} }),
      /createThing, request body: unsupported media type text\/xml/,
    ],
    [
      'two operations with the same ID',
      (b) => set(b, 'paths./things.post.operationId', 'getThing'),
      /already used by GET/,
    ],
    [
      'an operation with the name of a client property',
      (b) => set(b, 'paths./things.post.operationId', 'raw'),
      /reserved for the underlying openapi-fetch client/,
    ],
  ])('reports %s with its location', (_, change, message) => {
    expect(findUnsupported(changed(change)).join('\n')).toMatch(message)
  })
})

function set(target: unknown, path: string, value: unknown): void {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let parent = target as Record<string, unknown>
  for (const step of steps) parent = parent[step] as Record<string, unknown>
  parent[last] = value
}
