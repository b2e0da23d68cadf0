/** A change of one file of the fixture: `from`, which must be in it, becomes `to`. Or a file copied to a new name. */
export type Edit = readonly [file: string, from: string, to: string] | readonly [file: string, copy: string]

/** A place in the fixture: a file, and a pointer inside it. */
export type Spot = readonly [file: string, pointer: string]

/** One way to break the fixture, and the problem that the linter must then find, and no other. */
export interface Breakage {
  readonly rule: string
  readonly wrong: string
  readonly edits: readonly Edit[]
  readonly spot: Spot
  readonly says: string
}

const breakage = (rule: string, wrong: string, edit: Edit | readonly Edit[], spot: Spot, says: string): Breakage => {
  const isOne = (it: Edit | readonly Edit[]): it is Edit => typeof it[0] === 'string'
  return { rule, wrong, edits: isOne(edit) ? [edit] : edit, spot, says }
}

const get = 'paths/getThing.yaml'
const create = 'paths/createThing.yaml'
const cancel = 'paths/cancelThing.yaml'
const getRequest = 'examples/getThing/getThing.red.request.yaml'
const getResponse = 'examples/getThing/getThing.red.response.yaml'
const getInvalid = 'examples/getThing/getThing.no-colour.request.yaml'
const createRequest = 'examples/createThing/createThing.red.request.yaml'
const createInvalid = 'examples/createThing/createThing.no-name.request.yaml'
const cancelResponse = 'examples/cancelThing/cancelThing.red.response.yaml'

const operations = [
  breakage(
    'operation-operationId',
    'an operation has no operationId',
    [get, 'operationId: getThing\n', ''],
    [get, '#/operationId'],
    'operationId',
  ),
  breakage(
    'operation-summary',
    'an operation has no summary',
    [get, 'summary: Look at a thing\n', ''],
    [get, '#/summary'],
    'summary',
  ),
  breakage(
    'house/operation-file',
    'an operation is not called as its file',
    [
      ['examples/cancelThing/cancelThing.red.request.yaml', 'examples/cancelThing/cancel.red.request.yaml'],
      [cancelResponse, 'examples/cancelThing/cancel.red.response.yaml'],
      ['examples/cancelThing/cancelThing.red.given.yaml', 'examples/cancelThing/cancel.red.given.yaml'],
      [cancel, 'operationId: cancelThing', 'operationId: cancel'],
      [cancel, 'x-request-examples:\n  cancelThing.red:', 'x-request-examples:\n  cancel.red:'],
      [cancel, 'cancelThing.red.request.yaml', 'cancel.red.request.yaml'],
      [cancel, 'x-examples:\n      cancelThing.red:', 'x-examples:\n      cancel.red:'],
      [cancel, 'cancelThing.red.response.yaml', 'cancel.red.response.yaml'],
    ],
    [cancel, '#/operationId'],
    'cancel.yaml, not into cancelThing.yaml',
  ),
  breakage(
    'house/rate-limit',
    'an operation says nothing about its usage plan',
    [create, 'x-rate-limit: none\n', ''],
    [create, '#/'],
    'needs an x-rate-limit',
  ),
  breakage(
    'house/rate-limit',
    'a usage plan has no burst',
    [get, '  burst: 10\n', ''],
    [get, '#/x-rate-limit'],
    'burst: whole calls',
  ),
  breakage(
    'house/rate-limit',
    'a usage plan allows no calls',
    [get, 'rate: 0.5', 'rate: 0'],
    [get, '#/x-rate-limit'],
    'rate: calls per second',
  ),
  breakage(
    'house/rate-limit',
    'a usage plan has a field that it should not have',
    [cancel, 'assumed: true', 'asumed: true'],
    [cancel, '#/x-rate-limit'],
    'assumed?: true',
  ),
  breakage(
    'house/no-inline-schemas',
    'a response writes its schema in place',
    [get, '        schema:\n          $ref: ../schemas/Thing.yaml', '        schema:\n          type: object'],
    [get, '#/responses/200/content/application~1json/schema'],
    'a file of its own',
  ),
  breakage(
    'house/no-inline-schemas',
    'a media type has no schema',
    ['responses/NotFound.yaml', '    schema:\n      $ref: ../schemas/Problem.yaml\n', ''],
    ['responses/NotFound.yaml', '#/content/application~1json'],
    'a file of its own',
  ),
  breakage(
    'house/no-inline-schemas',
    'an operation writes a parameter and its schema in place',
    [
      cancel,
      '  - $ref: ../parameters/thingId.yaml',
      '  - {name: thingId, in: path, required: true, schema: {type: string}}',
    ],
    [cancel, '#/parameters/0/schema'],
    'a file of its own',
  ),
]

const responses = [
  breakage(
    'house/response-headers',
    'a response lacks a documented header',
    [create, 'x-limit:', 'x-more:'],
    [create, '#/responses/201'],
    'must declare the header x-limit',
  ),
  breakage(
    'house/response-headers',
    'a response has a header that the document gives to others only',
    [
      get,
      '  "400":\n    description: A parameter is wrong.\n    headers:\n',
      '  "400":\n    description: A parameter is wrong.\n    headers:\n      X-Limit:\n        $ref: ../headers/x-limit.yaml\n',
    ],
    [get, '#/responses/400'],
    'must not declare the header x-limit',
  ),
  breakage(
    'house/status-examples',
    'a response with content shows no example',
    [
      cancel,
      '"404":\n    $ref: ../responses/NotFound.yaml',
      '"404":\n    description: There is no such thing.\n    headers:\n      x-request:\n        $ref: ../headers/x-request.yaml\n    content:\n      application/json:\n        schema:\n          $ref: ../schemas/Problem.yaml',
    ],
    [cancel, '#/responses/404'],
    'no example of its status 404',
  ),
  breakage(
    'house/status-examples',
    'a response without content shows no example',
    [
      cancel,
      '  "404":\n',
      '  "204":\n    description: Nothing.\n    headers:\n      x-limit:\n        $ref: ../headers/x-limit.yaml\n      x-request:\n        $ref: ../headers/x-request.yaml\n  "404":\n',
    ],
    [cancel, '#/responses/204'],
    'no example of its status 204',
  ),
  breakage(
    'house/status-examples',
    'a shared example is not called after its status',
    [
      ['responses/NotFound.yaml', 'responses/Gone.yaml'],
      ['examples/errors/errors.404.response.yaml', 'examples/errors/errors.gone.response.yaml'],
      ['examples/errors/errors.404.given.yaml', 'examples/errors/errors.gone.given.yaml'],
      [cancel, '"404":\n    $ref: ../responses/NotFound.yaml', '"404":\n    $ref: ../responses/Gone.yaml'],
      [
        'responses/Gone.yaml',
        'errors.404:\n        $ref: ../examples/errors/errors.404.response.yaml',
        'errors.gone:\n        $ref: ../examples/errors/errors.gone.response.yaml',
      ],
    ],
    [cancel, '#/responses/404'],
    'errors.404 if it is shared',
  ),
  breakage(
    'house/example-headers',
    'an example shows a header that its response does not declare',
    [getResponse, 'x-limit: "0.5"', 'x-limits: "0.5"'],
    [getResponse, '#/x-headers/x-limits'],
    'declares no header x-limits',
  ),
  breakage(
    'house/example-headers',
    'the header of an example breaks its schema',
    [cancelResponse, 'x-request: r-0005', 'x-request: r-5'],
    [cancelResponse, '#/x-headers/x-request'],
    'must NOT have fewer than 4 characters',
  ),
  breakage(
    'house/example-headers',
    'an example lacks a header that is always there',
    [getResponse, '  x-request: r-0001\n', ''],
    [getResponse, '#/'],
    'lacks the header x-request',
  ),
  breakage(
    'no-invalid-media-type-examples',
    'the answer of an example breaks its schema',
    [getResponse, '    - name: half of seven', '    - name: 3.5'],
    [getResponse, '#/value/parts/0/name'],
    'string',
  ),
]

const examples = [
  breakage(
    'house/example-source',
    'a request does not say where it comes from',
    [getRequest, 'x-source: constructed\n', ''],
    [getRequest, '#/'],
    'getThing.red needs an x-source',
  ),
  breakage(
    'house/example-source',
    'a response names a document without its date',
    [getResponse, '  date: "2026-01-31"\n', ''],
    [getResponse, '#/'],
    '{document, date}',
  ),
  breakage(
    'house/example-source',
    'an example without content does not say where it comes from',
    [cancelResponse, 'x-source: constructed', 'x-source: somewhere'],
    [cancelResponse, '#/'],
    'cancelThing.red needs an x-source',
  ),
  breakage(
    'house/given-files',
    'a response has no given beside it',
    [
      [getResponse, 'examples/getThing/lonely/getThing.red.response.yaml'],
      [get, 'getThing/getThing.red.response.yaml', 'getThing/lonely/getThing.red.response.yaml'],
    ],
    ['examples/getThing/lonely/getThing.red.response.yaml', '#/'],
    'getThing.red.given.yaml beside it',
  ),
  breakage(
    'house/no-unchecked-examples',
    'an example points to a value outside',
    [cancelResponse, 'x-source: constructed', 'x-source: constructed\nexternalValue: https://things.amazon.com/7'],
    [cancelResponse, '#/externalValue'],
    'externalValue',
  ),
  breakage(
    'house/no-unchecked-examples',
    'the value of an example is a reference',
    [
      cancelResponse,
      'x-source: constructed',
      'x-source: constructed\nvalue:\n  $ref: ../errors/errors.404.response.yaml',
    ],
    [cancelResponse, '#/value'],
    '$ref as value',
  ),
  breakage(
    'house/no-unchecked-examples',
    'the example of a parameter is a reference',
    ['parameters/thingId.yaml', 'value: "7"', '$ref: ../examples/createThing/createThing.red.response.yaml'],
    ['parameters/thingId.yaml', '#/examples/seven'],
    'write it in place',
  ),
]

const requests = [
  breakage(
    'house/request-examples',
    'an operation shows no request',
    [
      [cancelResponse, 'examples/errors/errors.200.response.yaml'],
      ['examples/errors/errors.404.given.yaml', 'examples/errors/errors.200.given.yaml'],
      [
        cancel,
        'x-request-examples:\n  cancelThing.red:\n    $ref: ../examples/cancelThing/cancelThing.red.request.yaml\n',
        '',
      ],
      [
        cancel,
        '    x-examples:\n      cancelThing.red:\n        $ref: ../examples/cancelThing/cancelThing.red.response.yaml\n',
        '    x-examples:\n      errors.200:\n        $ref: ../examples/errors/errors.200.response.yaml\n',
      ],
    ],
    [cancel, '#/'],
    'cancelThing shows no request',
  ),
  breakage(
    'house/request-examples',
    'a request is not in the file of its name',
    [
      [getRequest, 'examples/getThing/red.yaml'],
      [get, 'getThing/getThing.red.request.yaml', 'getThing/red.yaml'],
    ],
    ['examples/getThing/red.yaml', '#/'],
    'getThing.<case>.request.yaml',
  ),
  breakage(
    'house/request-examples',
    'a parameter breaks its schema behind a reference',
    [getRequest, '- red', '- green'],
    [getRequest, '#/'],
    'the parameter colours breaks its schema: /0 must be equal to one of the allowed values',
  ),
  breakage(
    'house/request-examples',
    'a required parameter is missing',
    [getRequest, '  thingId: "7"\n', ''],
    [getRequest, '#/'],
    'the parameter thingId is missing',
  ),
  breakage(
    'house/request-examples',
    'a parameter does not exist',
    [getRequest, 'thingId: "7"', 'thingId: "7"\n  size: 3'],
    [getRequest, '#/'],
    'getThing has no parameter size',
  ),
  breakage(
    'house/request-examples',
    'a request that should be invalid is valid',
    [getInvalid, 'colours: []', 'colours:\n    - blue'],
    [getInvalid, '#/'],
    'says x-invalid, but it breaks nothing',
  ),
  breakage(
    'house/request-examples',
    'a body that should be invalid is valid',
    [createInvalid, 'value: {}', 'value:\n  name: eight'],
    [createInvalid, '#/'],
    'says x-invalid, but it breaks nothing',
  ),
  breakage(
    'house/request-examples',
    'a valid body does not stand among the examples of the request body',
    [
      create,
      '      examples:\n        createThing.red:\n          $ref: ../examples/createThing/createThing.red.request.yaml\n',
      '',
    ],
    [createRequest, '#/'],
    'must stand among the examples of the request body',
  ),
  breakage(
    'no-invalid-media-type-examples',
    'a body breaks its schema',
    [createRequest, 'name: seven', 'name: ""'],
    [createRequest, '#/value/name'],
    'fewer than 1 char',
  ),
  breakage(
    'house/request-examples',
    'an operation without a body is sent one',
    [getRequest, 'x-source: constructed', 'x-source: constructed\nvalue: 7'],
    [getRequest, '#/'],
    'getThing takes no body',
  ),
  breakage(
    'house/request-examples',
    'no response answers a request',
    [
      [getRequest, 'examples/getThing/getThing.blue.request.yaml'],
      [
        get,
        '  getThing.red:\n    $ref',
        '  getThing.blue:\n    $ref: ../examples/getThing/getThing.blue.request.yaml\n  getThing.red:\n    $ref',
      ],
    ],
    [get, '#/x-request-examples'],
    'No response shows what answers getThing.blue',
  ),
  breakage(
    'house/request-examples',
    'a response answers a request that is not shown',
    [get, '  getThing.no-colour:\n    $ref: ../examples/getThing/getThing.no-colour.request.yaml\n', ''],
    ['examples/getThing/getThing.no-colour.response.yaml', '#/'],
    'answers a request that is not shown',
  ),
]

export const breakages: readonly Breakage[] = [...operations, ...responses, ...examples, ...requests]
