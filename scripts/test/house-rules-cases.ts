/** A change to a file of the fixture, which replaces `from` with `to`, or a copy of a file under a new name. */
export type Edit = readonly [file: string, from: string, to: string] | readonly [file: string, copy: string]

/** A location in the fixture: a file, and a JSON pointer in it. */
export type FixtureLocation = readonly [file: string, pointer: string]

/** Edits that make the fixture invalid, and the only problem that the linter must then report. */
export interface RuleCase {
  readonly rule: string
  /** What is invalid, as the end of the sentence "reports that …". */
  readonly description: string
  readonly edits: readonly Edit[]
  readonly location: FixtureLocation
  /** A part of the message. */
  readonly message: string
}

function ruleCase(
  rule: string,
  description: string,
  edit: Edit | readonly Edit[],
  location: FixtureLocation,
  message: string,
): RuleCase {
  return { rule, description, edits: isEdit(edit) ? [edit] : edit, location, message }
}

function isEdit(value: Edit | readonly Edit[]): value is Edit {
  return typeof value[0] === 'string'
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
  ruleCase(
    'operation-operationId',
    'an operation has no operationId',
    [get, 'operationId: getThing\n', ''],
    [get, '#/operationId'],
    'operationId',
  ),
  ruleCase(
    'operation-summary',
    'an operation has no summary',
    [get, 'summary: Get a thing\n', ''],
    [get, '#/summary'],
    'summary',
  ),
  ruleCase(
    'house/operation-file',
    'an operation has another name than its file',
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
    'from cancelThing.yaml to cancel.yaml',
  ),
  ruleCase(
    'house/rate-limit',
    'an operation has no usage plan',
    [create, 'x-rate-limit: none\n', ''],
    [create, '#/'],
    'needs an x-rate-limit',
  ),
  ruleCase(
    'house/rate-limit',
    'a usage plan has no burst',
    [get, '  burst: 10\n', ''],
    [get, '#/x-rate-limit'],
    'burst: integer',
  ),
  ruleCase(
    'house/rate-limit',
    'a usage plan has a rate of 0',
    [get, 'rate: 0.5', 'rate: 0'],
    [get, '#/x-rate-limit'],
    'rate: requests per second',
  ),
  ruleCase(
    'house/rate-limit',
    'a usage plan has an unknown field',
    [cancel, 'assumed: true', 'asumed: true'],
    [cancel, '#/x-rate-limit'],
    'assumed?: true',
  ),
  ruleCase(
    'house/no-inline-schemas',
    'a response has an inline schema',
    [get, '        schema:\n          $ref: ../schemas/Thing.yaml', '        schema:\n          type: object'],
    [get, '#/responses/200/content/application~1json/schema'],
    'Move the schema to a file of its own',
  ),
  ruleCase(
    'house/no-inline-schemas',
    'a media type has no schema',
    ['responses/NotFound.yaml', '    schema:\n      $ref: ../schemas/Problem.yaml\n', ''],
    ['responses/NotFound.yaml', '#/content/application~1json'],
    'Move the schema to a file of its own',
  ),
  ruleCase(
    'house/no-inline-schemas',
    'an operation has an inline parameter with an inline schema',
    [
      cancel,
      '  - $ref: ../parameters/thingId.yaml',
      '  - {name: thingId, in: path, required: true, schema: {type: string}}',
    ],
    [cancel, '#/parameters/0/schema'],
    'Move the schema to a file of its own',
  ),
]

const responses = [
  ruleCase(
    'house/response-headers',
    'a response lacks a documented header',
    [create, 'x-limit:', 'x-more:'],
    [create, '#/responses/201'],
    'must declare the header x-limit',
  ),
  ruleCase(
    'house/response-headers',
    'a response has a header that is documented for other statuses only',
    [
      get,
      '  "400":\n    description: A parameter is invalid.\n    headers:\n',
      '  "400":\n    description: A parameter is invalid.\n    headers:\n      X-Limit:\n        $ref: ../headers/x-limit.yaml\n',
    ],
    [get, '#/responses/400'],
    'must not declare the header x-limit',
  ),
  ruleCase(
    'house/status-examples',
    'a response with a body has no example',
    [
      cancel,
      '"404":\n    $ref: ../responses/NotFound.yaml',
      '"404":\n    description: The thing does not exist.\n    headers:\n      x-request:\n        $ref: ../headers/x-request.yaml\n    content:\n      application/json:\n        schema:\n          $ref: ../schemas/Problem.yaml',
    ],
    [cancel, '#/responses/404'],
    'no example of its status 404',
  ),
  ruleCase(
    'house/status-examples',
    'a response without a body has no example',
    [
      cancel,
      '  "404":\n',
      '  "204":\n    description: No body.\n    headers:\n      x-limit:\n        $ref: ../headers/x-limit.yaml\n      x-request:\n        $ref: ../headers/x-request.yaml\n  "404":\n',
    ],
    [cancel, '#/responses/204'],
    'no example of its status 204',
  ),
  ruleCase(
    'house/status-examples',
    'a shared example is not named after its status',
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
  ruleCase(
    'house/example-headers',
    'an example has a header that its response does not declare',
    [getResponse, 'x-limit: "0.5"', 'x-limits: "0.5"'],
    [getResponse, '#/x-headers/x-limits'],
    'Unknown header x-limits',
  ),
  ruleCase(
    'house/example-headers',
    'the header of an example does not match its schema',
    [cancelResponse, 'x-request: r-0005', 'x-request: r-5'],
    [cancelResponse, '#/x-headers/x-request'],
    'must NOT have fewer than 4 characters',
  ),
  ruleCase(
    'house/example-headers',
    'an example lacks a required header',
    [getResponse, '  x-request: r-0001\n', ''],
    [getResponse, '#/'],
    'The required header x-request is missing',
  ),
  ruleCase(
    'no-invalid-media-type-examples',
    'the body of a response example does not match its schema',
    [getResponse, '    - name: half of seven', '    - name: 3.5'],
    [getResponse, '#/value/parts/0/name'],
    'string',
  ),
]

const examples = [
  ruleCase(
    'house/example-source',
    'a request example has no source',
    [getRequest, 'x-source: constructed\n', ''],
    [getRequest, '#/'],
    'getThing.red needs an x-source',
  ),
  ruleCase(
    'house/example-source',
    'a response example names a document without its date',
    [getResponse, '  date: "2026-01-31"\n', ''],
    [getResponse, '#/'],
    '{document, date}',
  ),
  ruleCase(
    'house/example-source',
    'an example without a body has no source',
    [cancelResponse, 'x-source: constructed', 'x-source: somewhere'],
    [cancelResponse, '#/'],
    'cancelThing.red needs an x-source',
  ),
  ruleCase(
    'house/given-files',
    'a response example has no given file',
    [
      [getResponse, 'examples/getThing/lonely/getThing.red.response.yaml'],
      [get, 'getThing/getThing.red.response.yaml', 'getThing/lonely/getThing.red.response.yaml'],
    ],
    ['examples/getThing/lonely/getThing.red.response.yaml', '#/'],
    'next to a getThing.red.given.yaml',
  ),
  ruleCase(
    'house/no-unchecked-examples',
    'an example has an external value',
    [cancelResponse, 'x-source: constructed', 'x-source: constructed\nexternalValue: https://things.amazon.com/7'],
    [cancelResponse, '#/externalValue'],
    'externalValue',
  ),
  ruleCase(
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
  ruleCase(
    'house/no-unchecked-examples',
    'the example of a parameter is a reference',
    ['parameters/thingId.yaml', 'value: "7"', '$ref: ../examples/createThing/createThing.red.response.yaml'],
    ['parameters/thingId.yaml', '#/examples/seven'],
    'Write the example inline',
  ),
]

const requests = [
  ruleCase(
    'house/request-examples',
    'an operation has no request examples',
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
    'cancelThing has no request examples',
  ),
  ruleCase(
    'house/request-examples',
    'a request example is not in the file of its name',
    [
      [getRequest, 'examples/getThing/red.yaml'],
      [get, 'getThing/getThing.red.request.yaml', 'getThing/red.yaml'],
    ],
    ['examples/getThing/red.yaml', '#/'],
    'getThing.<case>.request.yaml',
  ),
  ruleCase(
    'house/request-examples',
    'a parameter does not match a schema behind a reference',
    [getRequest, '- red', '- green'],
    [getRequest, '#/'],
    'the parameter colours does not match its schema: /0 must be equal to one of the allowed values',
  ),
  ruleCase(
    'house/request-examples',
    'a required parameter is missing',
    [getRequest, '  thingId: "7"\n', ''],
    [getRequest, '#/'],
    'the parameter thingId is missing',
  ),
  ruleCase(
    'house/request-examples',
    'a parameter does not exist',
    [getRequest, 'thingId: "7"', 'thingId: "7"\n  size: 3'],
    [getRequest, '#/'],
    'getThing has no parameter size',
  ),
  ruleCase(
    'house/request-examples',
    'a request marked as invalid is valid',
    [getInvalid, 'colours: []', 'colours:\n    - blue'],
    [getInvalid, '#/'],
    'is marked with x-invalid, but it is valid',
  ),
  ruleCase(
    'house/request-examples',
    'a body marked as invalid is valid',
    [createInvalid, 'value: {}', 'value:\n  name: eight'],
    [createInvalid, '#/'],
    'is marked with x-invalid, but it is valid',
  ),
  ruleCase(
    'house/request-examples',
    'a valid body is not listed in the request body',
    [
      create,
      '      examples:\n        createThing.red:\n          $ref: ../examples/createThing/createThing.red.request.yaml\n',
      '',
    ],
    [createRequest, '#/'],
    'to the examples of the request body too',
  ),
  ruleCase(
    'no-invalid-media-type-examples',
    'a body does not match its schema',
    [createRequest, 'name: seven', 'name: ""'],
    [createRequest, '#/value/name'],
    'fewer than 1 char',
  ),
  ruleCase(
    'house/request-examples',
    'a request example has a body but its operation has none',
    [getRequest, 'x-source: constructed', 'x-source: constructed\nvalue: 7'],
    [getRequest, '#/'],
    'getThing has no request body',
  ),
  ruleCase(
    'house/request-examples',
    'a request example has no response example',
    [
      [getRequest, 'examples/getThing/getThing.blue.request.yaml'],
      [
        get,
        '  getThing.red:\n    $ref',
        '  getThing.blue:\n    $ref: ../examples/getThing/getThing.blue.request.yaml\n  getThing.red:\n    $ref',
      ],
    ],
    [get, '#/x-request-examples'],
    'getThing.blue has no response example',
  ),
  ruleCase(
    'house/request-examples',
    'a response example has no request example',
    [get, '  getThing.no-colour:\n    $ref: ../examples/getThing/getThing.no-colour.request.yaml\n', ''],
    ['examples/getThing/getThing.no-colour.response.yaml', '#/'],
    'has no request example',
  ),
]

export const ruleCases: readonly RuleCase[] = [...operations, ...responses, ...examples, ...requests]
