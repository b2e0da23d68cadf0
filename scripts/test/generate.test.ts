import { describe, expect, it } from 'vitest'
import { generateClient } from '../generate/client.ts'
import { toSource } from '../generate/to-source.ts'
import { tsdoc, tsdocTag } from '../generate/tsdoc.ts'
import { generateTypes } from '../generate/types.ts'
import { sampleBundle } from './support/sample-bundle.ts'

const api = { name: 'sample', directory: 'specs/sample', pascalName: 'Sample' }

describe('generateTypes', () => {
  it('opens every enum to values that are not known yet', async () => {
    const files = await generateTypes(sampleBundle())
    expect(files.get('openapi.ts')).toMatch(/Colour: "RED" \| "GREEN" \| \(string & \{\}\);/)
  })

  it('exports every schema under its own name, with its description', async () => {
    const files = await generateTypes(sampleBundle())
    expect(files.get('index.ts')).toContain(
      "/**\n * A colour.\n */\nexport type Colour = components['schemas']['Colour']",
    )
  })

  it('emits no any', async () => {
    const files = await generateTypes(sampleBundle())
    expect([...files.values()].join('\n')).not.toMatch(/\bany\b/)
  })
})

describe('generateClient', () => {
  const files = generateClient(api, sampleBundle())

  it('takes body fields beside the parameters, and the body whole where names collide', () => {
    expect(files.get('client.ts')).toContain("createThing(input: Input<Operations['createThing']>")
    expect(files.get('client.ts')).toContain("putThing(input: NestedInput<Operations['putThing']>")
    expect(files.get('operations.ts')).toContain("body: 'whole'")
  })

  it('writes usage plans and idempotence from the document', () => {
    expect(files.get('operations.ts')).toMatch(
      /getThing: \{[\s\S]*?rate: 0\.0222,\n {4}burst: 10,\n {4}idempotent: true/,
    )
    expect(files.get('operations.ts')).toMatch(/createThing: \{[\s\S]*?idempotent: false/)
    expect(files.get('client.ts')).toContain('Usage plan: 1 requests a second, burst 5 (assumed).')
  })

  it('names the scope of grantless operations, and only theirs', () => {
    expect(files.get('operations.ts')?.match(/scope: '[^']*'/g)).toEqual(["scope: 'things::all'"])
  })

  it('lets no description leave its comment or make a tag', () => {
    const client = files.get('client.ts') ?? ''
    expect(client).toContain('Gets a thing *\\/ alert(1) /* \\{\\@link x} \\@param evil')
  })

  it('refuses a server without a name', () => {
    const bundle = sampleBundle()
    const nameless = { ...bundle, servers: [{ url: 'https://api.example.com' }] }
    expect(() => generateClient(api, nameless)).toThrow('https://api.example.com has no x-name')
  })
})

describe('tsdoc', () => {
  it('keeps the tags that the generator writes', () => {
    expect(tsdoc(['Text.', tsdocTag('throws', 'Error @ times')])).toBe(
      '/**\n * Text.\n *\n * @throws Error \\@ times\n */\n',
    )
  })

  it('writes nothing for nothing', () => {
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
