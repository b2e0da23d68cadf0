import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listApis, workspace } from '../apis.ts'
import { runCheckUpstream } from '../check-upstream/command.ts'
import { readDeviations } from '../check-upstream/deviations.ts'
import { smallModel, smallSpecification } from './support/small-model.ts'

type Changeable = Record<string, unknown>

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reportline-upstream-'))
  write(
    'redocly.yaml',
    'apis:\n  things: { root: specs/things/openapi.yaml }\n  other: { root: specs/other/openapi.yaml }\n',
  )
  write('specs/things/dist/things.json', JSON.stringify(smallSpecification()))
  write('specs/other/dist/other.json', JSON.stringify({ ...smallSpecification(), paths: {} }))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, text: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  return join(root, path)
}

/** Runs the command on a model, by default the small one. */
function check(model: object | string = smallModel(), ...args: string[]) {
  const path = write('model.json', typeof model === 'string' ? model : JSON.stringify(model))
  return run(path, ...args)
}

function run(...args: string[]) {
  const [lines, errors]: [string[], string[]] = [[], []]
  const print = (line: string) => void lines.push(line)
  const code = runCheckUpstream(args, { root, print, printError: (line) => void errors.push(line) })
  return { code, lines, errors: errors.join('\n') }
}

/** Returns the small model with the value at a path replaced, or removed if it is undefined. */
function changed(path: string, value?: unknown): object {
  // Unlike structuredClone, JSON does not keep one object in two places.
  const model = JSON.parse(JSON.stringify(smallModel())) as Changeable
  const steps = path.split('|')
  const last = steps.pop() ?? ''
  const parent = steps.reduce<Changeable>((one, step) => one[step] as Changeable, model)
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return model
}

const get = 'paths|/list/{thingId}|get'
const post = 'paths|/list|post'

const changes: [kind: string, path: string, value: unknown, line: string][] = [
  ['a version', 'info|version', '2026-01-01', 'at: version, model: "2026-01-01", specification: "2021-01-01"'],
  [
    'a new operation',
    `${'paths|/list'}|put`,
    { operationId: 'putThing', responses: {} },
    'at: operations.putThing, model: present',
  ],
  ['a missing operation', 'paths|/list', undefined, 'at: operations.createThing, specification: present'],
  [
    'an operationId',
    `${get}|operationId`,
    'listThings',
    'at: operations.listThings.operationId, model: listThings, specification: getThings',
  ],
  [
    'a deprecated operation',
    `${get}|deprecated`,
    true,
    'at: operations.getThings.deprecated, model: true, specification: false',
  ],
  ['a rate', `${get}|description`, '| 2 | 10 |', 'at: operations.getThings.rate, model: 2, specification: 0.5'],
  [
    'a new parameter',
    `${get}|parameters|4`,
    { name: 'until', in: 'query', type: 'string' },
    'at: operations.getThings.parameters.until, model: present',
  ],
  [
    'a required parameter',
    `${get}|parameters|2|required`,
    true,
    'at: operations.getThings.parameters.pageSize.required, model: true, specification: false',
  ],
  [
    'the place of a parameter',
    `${get}|parameters|2|in`,
    'header',
    'at: operations.getThings.parameters.pageSize.in, model: header, specification: query',
  ],
  [
    'the form of a list',
    `${get}|parameters|1|collectionFormat`,
    'multi',
    'at: operations.getThings.parameters.kinds.explode, model: true, specification: false',
  ],
  [
    'a maximum',
    `${get}|parameters|2|maximum`,
    50,
    'at: operations.getThings.parameters.pageSize.maximum, model: 50, specification: 100',
  ],
  [
    'a missing minimum',
    `${get}|parameters|2|minimum`,
    undefined,
    'at: operations.getThings.parameters.pageSize.minimum, specification: 1',
  ],
  [
    'a default',
    `${get}|parameters|2|default`,
    20,
    'at: operations.getThings.parameters.pageSize.default, model: 20, specification: 10',
  ],
  [
    'a type',
    `${get}|parameters|2|type`,
    'number',
    'at: operations.getThings.parameters.pageSize.type, model: number, specification: integer',
  ],
  [
    'a format',
    `${get}|parameters|3|format`,
    'date',
    'at: operations.getThings.parameters.since.format, model: date, specification: date-time',
  ],
  [
    'the length of a list',
    `${get}|parameters|1|maxItems`,
    10,
    'at: operations.getThings.parameters.kinds.maxItems, model: 10, specification: 5',
  ],
  [
    'a new enum value',
    `${get}|parameters|1|items|enum|2`,
    'C',
    'at: operations.getThings.parameters.kinds.items.enum.C, model: present',
  ],
  [
    'a missing enum',
    `${get}|parameters|1|items|enum`,
    undefined,
    'at: operations.getThings.parameters.kinds.items.enum, specification: ["B","A"]',
  ],
  [
    'an optional body',
    `${post}|parameters|0|required`,
    false,
    'at: operations.createThing.body.required, model: false, specification: true',
  ],
  ['a missing body', `${post}|parameters`, [], 'at: operations.createThing.body, specification: present'],
  [
    'a new status',
    `${post}|responses|409`,
    { description: 'c' },
    'at: operations.createThing.responses.409, model: present',
  ],
  [
    'a missing status',
    `${get}|responses|404`,
    undefined,
    'at: operations.getThings.responses.404, specification: present',
  ],
  [
    'the schema of a status',
    `${get}|responses|404|schema|$ref`,
    '#/definitions/Things',
    'at: operations.getThings.responses.404.content.application/json.schema, model: Things, specification: ErrorList',
  ],
  [
    'a new header',
    `${get}|responses|404|headers|X-New`,
    { type: 'string' },
    'at: operations.getThings.responses.404.headers.x-new, model: present',
  ],
  [
    'the type of a header',
    `${get}|responses|404|headers|x-amzn-RequestId|type`,
    'number',
    'at: operations.getThings.responses.404.headers.x-amzn-requestid.type, model: number, specification: string',
  ],
  [
    'a new property',
    'definitions|Thing|properties|size',
    { type: 'integer' },
    'at: schemas.Thing.properties.size, model: present',
  ],
  [
    'a missing property',
    'definitions|Thing|properties|labels',
    undefined,
    'at: schemas.Thing.properties.labels, specification: present',
  ],
  [
    'a required property',
    'definitions|Thing|required',
    ['thingId', 'note'],
    'at: schemas.Thing.properties.note.required, model: true, specification: false',
  ],
  [
    'a length',
    'definitions|Thing|properties|note|maxLength',
    30,
    'at: schemas.Thing.properties.note.maxLength, model: 30, specification: 20',
  ],
  [
    'a pattern',
    'definitions|Thing|properties|note|pattern',
    '^a',
    'at: schemas.Thing.properties.note.pattern, model: "^a"',
  ],
  [
    'null',
    'definitions|Thing|properties|note|x-nullable',
    false,
    'at: schemas.Thing.properties.note.type, model: string, specification: ["null","string"]',
  ],
  [
    'an enum value that was removed',
    'definitions|Thing|properties|status|enum',
    ['DONE'],
    'at: schemas.Thing.properties.status.enum.FATAL, specification: present',
  ],
  [
    'a deprecated property',
    'definitions|Thing|properties|note|deprecated',
    true,
    'at: schemas.Thing.properties.note.deprecated, model: true',
  ],
  [
    'a reference',
    'definitions|Thing|properties|parent|$ref',
    '#/definitions/Errors',
    'at: schemas.Thing.properties.parent.schema, model: Errors, specification: Thing',
  ],
  [
    'the values of a map',
    'definitions|Thing|properties|labels|additionalProperties|type',
    'integer',
    'at: schemas.Thing.properties.labels.additionalProperties.type, model: integer, specification: string',
  ],
  [
    'a closed object',
    'definitions|Thing|additionalProperties',
    false,
    'at: schemas.Thing.additionalProperties, model: false, specification: true',
  ],
  [
    'the items of a list',
    'definitions|Things|items|$ref',
    '#/definitions/Errors',
    'at: schemas.Things.items.schema, model: Errors, specification: Thing',
  ],
  ['a new schema', 'definitions|New', { type: 'object' }, 'at: schemas.New, model: present'],
]

describe('check-upstream', () => {
  it('finds no difference in a document that says the same in another way', () => {
    expect(check()).toEqual({ code: 0, lines: [], errors: expect.stringContaining('things agrees with model.json') })
  })

  it.each(changes)('reports %s', (_, path, value, line) => {
    const result = check(changed(path, value))
    expect(result.lines).toEqual([`- { ${line} }`])
    expect(result.code).toBe(1)
  })

  it('does not report a difference that a deviation note lists, with the same values', () => {
    const listed = '- { at: operations.*.parameters.pageSize.maximum, model: 50, specification: 100 }'
    write('specs/things/deviations/page-size.md', `# The page size\n\n\`\`\`yaml\ndifferences:\n  ${listed}\n\`\`\`\n`)
    const maximum = `${get}|parameters|2|maximum`
    expect(check(changed(maximum, 50))).toMatchObject({ code: 0, lines: [] })
    expect(check(changed(maximum, 60))).toMatchObject({
      code: 1,
      lines: ['- { at: operations.getThings.parameters.pageSize.maximum, model: 60, specification: 100 }'],
    })
  })

  it('names the entries of notes that are no longer a difference', () => {
    write('specs/things/deviations/old.md', '```yaml\ndifferences:\n  - { at: version, model: "1" }\n```\n')
    const { code, errors } = check()
    expect(code).toBe(0)
    expect(errors).toContain('specs/things/deviations/old.md: - { at: version, model: "1" } is no longer a difference')
  })

  it.each([
    'differences: 1',
    'differences:\n  - { model: 1 }',
    'differences:\n  - { at: a }',
    'differences:\n  - { at: a, ours: 1 }',
  ])('rejects a note with %j', (list) => {
    write('specs/things/deviations/bad.md', `\`\`\`yaml\n${list}\n\`\`\`\n`)
    expect(() => check()).toThrow('bad.md')
  })

  it('lists only well-formed entries in the notes of the specifications', () => {
    for (const { directory } of listApis()) {
      expect(() => readDeviations(join(workspace, directory, 'deviations'))).not.toThrow()
    }
  })

  it('compares with the specification that --api names', () => {
    const { code, lines } = check(smallModel(), '--api', 'other')
    expect(code).toBe(1)
    expect(lines).toContain('- { at: operations.getThings, model: present }')
  })

  it('matches paths whatever the names of their parameters', () => {
    const model = JSON.stringify(smallModel()).replaceAll('thingId}', 'id}')
    expect(check(model)).toMatchObject({ code: 0 })
  })

  it.each([
    ['no file', [], 'pnpm check-upstream <model.json>'],
    ['two files', ['a.json', 'b.json'], 'pnpm check-upstream <model.json>'],
    ['an unknown option', ['a.json', '--nope'], "Unknown option '--nope'"],
    ['a file that does not exist', ['/nonexistent/a.json'], '/nonexistent/a.json cannot be read'],
  ])('exits with 2 for %s', (_, args, message) => {
    const { code, lines, errors } = run(...args)
    expect(code).toBe(2)
    expect([...lines, errors].join('\n')).toContain(message)
  })

  it.each([
    ['text that is not JSON', '{', 'is not JSON'],
    ['an OpenAPI 3 document', { openapi: '3.0.0', paths: {} }, 'is not a Swagger 2.0 document'],
    ['a model of another API', { ...smallModel(), basePath: '/elsewhere' }, 'Pass --api with one of: things, other'],
  ])('exits with 2 for %s', (_, model, message) => {
    const { code, errors } = check(model)
    expect(code).toBe(2)
    expect(errors).toContain(message)
  })

  it('exits with 2 for an API that does not exist, and lists those that do', () => {
    expect(check(smallModel(), '--api', 'nope')).toMatchObject({
      code: 2,
      errors: '--api nope: there is no such API. Use one of: things, other',
    })
  })
})
