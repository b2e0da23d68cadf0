import { describe, expect, it } from 'vitest'
import type { Bundle } from '../generate/bundle.ts'
import { findUnsupported } from '../generate/supported.ts'
import { sampleBundle } from './support/sample-bundle.ts'

type Loose = Record<string, Record<string, Record<string, Record<string, unknown>>>>

/** The sample with one change. */
function changed(change: (bundle: Loose) => void): Bundle {
  const bundle = sampleBundle()
  change(bundle as unknown as Loose)
  return bundle
}

describe('findUnsupported', () => {
  it('finds nothing in a document that can be generated whole', () => {
    expect(findUnsupported(sampleBundle())).toEqual([])
  })

  it.each<[string, (bundle: Loose) => void, RegExp]>([
    ['another OpenAPI version', (b) => Object.assign(b, { openapi: '3.2.0' }), /3\.2\.0 is not 3\.1/],
    [
      'an unknown schema keyword',
      (b) => set(b, 'components.schemas.Thing.not', {}),
      /schemas\.Thing: the schema keyword not/,
    ],
    [
      'an unknown keyword deep inside a schema',
      (b) => set(b, 'components.schemas.Thing.properties.size.multipleOf', 2),
      /schemas\.Thing\.properties\.size: the schema keyword multipleOf/,
    ],
    [
      "a schema that takes an export's name",
      (b) => set(b, 'components.schemas.paths', { type: 'string' }),
      /export of that name/,
    ],
    [
      'a schema name that is no identifier',
      (b) => set(b, 'components.schemas.a-b', { type: 'string' }),
      /no TypeScript identifier/,
    ],
    [
      'an exploded list',
      (b) => set(b, 'components.parameters.colours.explode', true),
      /comma-separated, so it needs explode: false/,
    ],
    [
      'a style of its own',
      (b) => set(b, 'components.parameters.colours.style', 'pipeDelimited'),
      /style pipeDelimited/,
    ],
    ['a cookie', (b) => set(b, 'components.parameters.colours.in', 'cookie'), /parameters in cookie/],
    [
      'a parameter with content',
      (b) => set(b, 'components.parameters.colours.content', {}),
      /with content are not handled/,
    ],
    [
      'one name in two places',
      (b) => Object.assign(b.components?.parameters?.colours ?? {}, { name: 'thingId' }),
      /stands in path and in query/,
    ],
    [
      'another media type',
      (b) => set(b, 'paths./things.post.requestBody.content', { 'text/xml': {} }),
      /createThing, request body: the media type text\/xml/,
    ],
    ['two operations of one name', (b) => set(b, 'paths./things.post.operationId', 'getThing'), /taken by GET/],
    [
      "an operation with the client's own name",
      (b) => set(b, 'paths./things.post.operationId', 'raw'),
      /client's own name/,
    ],
  ])('refuses %s and says where', (_, change, message) => {
    expect(findUnsupported(changed(change)).join('\n')).toMatch(message)
  })
})

function set(target: unknown, path: string, value: unknown): void {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let place = target as Record<string, unknown>
  for (const step of steps) place = place[step] as Record<string, unknown>
  place[last] = value
}
