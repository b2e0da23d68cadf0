import { describe, expect, it } from 'vitest'
import { generateClient } from '../generate/client.ts'
import { toSource } from '../generate/to-source.ts'
import { tsdoc, tsdocTag } from '../generate/tsdoc.ts'
import { generateTypes } from '../generate/types.ts'
import { sampleBundle } from './support/sample-bundle.ts'

const api = { name: 'sample', directory: 'specs/sample', pascalName: 'Sample' }

describe('generateTypes', () => {
  it('lets every enum accept unknown values', async () => {
    const files = await generateTypes(sampleBundle())
    expect(files.get('openapi.ts')).toMatch(/Colour: "RED" \| "GREEN" \| \(string & \{\}\);/)
  })

  it('exports every schema under its own name with its description', async () => {
    const files = await generateTypes(sampleBundle())
    expect(files.get('index.ts')).toContain(
      "/**\n * A colour.\n */\nexport type Colour = components['schemas']['Colour']",
    )
  })

  it('generates no `any`', async () => {
    const files = await generateTypes(sampleBundle())
    expect([...files.values()].join('\n')).not.toMatch(/\bany\b/)
  })
})

describe('generateClient', () => {
  const files = generateClient(api, sampleBundle())

  it('accepts the body fields next to the parameters, or the whole body if names collide', () => {
    expect(files.get('client.ts')).toContain("createThing(input: Input<Operations['createThing']>")
    expect(files.get('client.ts')).toContain("putThing(input: NestedInput<Operations['putThing']>")
    expect(files.get('operations.ts')).toContain("body: 'whole'")
  })

  it('includes the usage plan and idempotency of each operation', () => {
    expect(files.get('operations.ts')).toMatch(
      /getThing: \{[\s\S]*?rate: 0\.0222,\n {4}burst: 10,\n {4}idempotent: true/,
    )
    expect(files.get('operations.ts')).toMatch(/createThing: \{[\s\S]*?idempotent: false/)
    expect(files.get('client.ts')).toContain('Usage plan: 1 request per second, burst 5 (assumed).')
  })

  it('documents the input of each method', () => {
    const client = files.get('client.ts')
    expect(client).toContain('@param input the parameters\n   *   - `thingId`: Its id.\n   *   - `colours` (optional):')
    expect(client).toContain('@param input the fields of the request body\n')
    expect(client).toContain('@param input the parameters and the request body as `body`\n')
  })

  it('includes a scope for grantless operations only', () => {
    expect(files.get('operations.ts')?.match(/scope: '[^']*'/g)).toEqual(["scope: 'things::all'"])
  })

  it('includes the input that the static sandbox accepts, from its example', () => {
    const bundle = sampleBundle()
    const examples = {
      'getThing.one': { value: undefined, 'x-parameters': { thingId: '1' } },
      'getThing.static-sandbox': { value: { size: 2 }, 'x-parameters': { thingId: 'ID' } },
    }
    Object.assign(bundle.paths['/things/{thingId}']?.get as object, { 'x-request-examples': examples })
    const inputs = generateClient(api, bundle)
      .get('operations.ts')
      ?.match(/sandboxInput: \{[^}]*\}/g)
    expect(inputs?.map((input) => input.replaceAll(/\s+/g, ' '))).toEqual(["sandboxInput: { thingId: 'ID', size: 2, }"])
    expect(files.get('operations.ts')).not.toContain('sandboxInput')
  })

  it('escapes descriptions, so that they cannot end the comment or start a tag', () => {
    const client = files.get('client.ts') ?? ''
    expect(client).toContain('Gets a thing *\\/ alert(1) /* \\{\\@link x} \\@param evil')
  })

  it('rejects a server without a name', () => {
    const bundle = sampleBundle()
    const nameless = { ...bundle, servers: [{ url: 'https://api.example.com' }] }
    expect(() => generateClient(api, nameless)).toThrow('https://api.example.com has no x-name')
  })
})

describe('tsdoc', () => {
  it('does not escape tags of the generator', () => {
    expect(tsdoc(['Text.', tsdocTag('throws', 'Error @ times')])).toBe(
      '/**\n * Text.\n *\n * @throws Error \\@ times\n */\n',
    )
  })

  it('returns an empty string without paragraphs', () => {
    expect(tsdoc([undefined, ' '])).toBe('')
  })
})

describe('toSource', () => {
  it('writes a JSON value formatted like the hand-written code', () => {
    expect(toSource({ a: ['x'], 'b-c': "it's", d: { e: 1 } })).toBe(
      "{\n  a: ['x'],\n  'b-c': 'it\\'s',\n  d: {\n    e: 1,\n  },\n}",
    )
  })
})
