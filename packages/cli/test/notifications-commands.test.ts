import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { describeError } from '../src/errors/describe-error.ts'
import { type EmulatedShop, emulatedShop } from './support/emulated-shop.ts'
import { Program, run } from './support/program.ts'

const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const arn = 'arn:aws:sqs:eu-west-1:123456789012:reports'
const url = 'https://sqs.eu-west-1.amazonaws.com/123456789012/reports'

let server: FauxqsServer
let sqs: SQSClient
let shop: EmulatedShop

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  sqs = new SQSClient({ endpoint: server.address, region: 'us-east-1', credentials })
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  sqs.destroy()
  await server.stop()
})
beforeEach(async () => {
  shop = await emulatedShop('sellingPartner', { AWS_REGION: 'us-east-1', PATH: process.env.PATH ?? '' })
})
afterEach(() => shop[Symbol.asyncDispose]())

const notifications = (command: string, ...args: string[]) =>
  shop.run('notifications', command, ...args, '--endpoint', shop.emulator.url)

async function status() {
  const { stdout } = await notifications('status', '--json')
  return (JSON.parse(stdout) as { subscriptions: { subscriptionId: string; queueArn: string; filter?: string }[] })
    .subscriptions
}

describe('reportline notifications', () => {
  test('setup with an ARN subscribes the queue, status lists it, and remove removes it', async () => {
    const created = await notifications('setup', '--queue', arn, '--json')
    expect(created).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('The policy of the queue was not checked'),
    })
    expect(JSON.parse(created.stdout)).toMatchObject({ queueArn: arn, created: ['destination', 'subscription'] })
    const again = await notifications('setup', '--queue', arn, '--type', listings, '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ created: ['subscription'], existing: ['destination'] })
    expect(await status()).toEqual([
      expect.objectContaining({ queueArn: arn }),
      expect.objectContaining({ queueArn: arn, filter: expect.stringContaining(listings) }),
    ])
    const text = await notifications('setup', '--queue', arn)
    expect(text.stdout).toMatch(/^existing +destination subscription$/m)
    expect(text.stdout).not.toMatch(/^(created|notes)/m)
    const table = await notifications('status')
    expect(table.stdout).toMatch(/^subscriptionId +queueArn +filter +destinationId +account\n/)
    const removed = await notifications('remove', '--queue', url)
    expect(removed.code).toBe(0)
    expect(removed.stdout).toMatch(/^(Removed subscription \S+\n){2}Removed destination \S+\n$/)
    expect(await status()).toEqual([])
  })

  test('remove removes one subscription by its id', async () => {
    await notifications('setup', '--queue', arn)
    const [subscription] = await status()
    const { stdout } = await notifications('remove', '--subscription', subscription?.subscriptionId ?? '')
    expect(stdout).toBe(`Removed subscription ${subscription?.subscriptionId}\n`)
  })

  test('setup with a URL allows Amazon to send to the queue', async () => {
    const { queueUrl } = server.createQueue('allowed')
    const { code, stdout } = await notifications(
      'setup',
      '--queue',
      queueUrl,
      '--sqs-endpoint',
      server.address,
      '--json',
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ created: ['policy', 'destination', 'subscription'] })
  })

  test('setup --print-commands prints what to run by hand, without credentials', async () => {
    const { code, stdout } = await run('notifications', 'setup', '--queue', url, '--print-commands')
    expect([code, stdout]).toEqual([0, expect.stringContaining(`aws sqs add-permission --queue-url '${url}'`)])
  })

  test.each([
    [['setup', '--queue', 'reports'], 'does not contain a region'],
    [['setup', '--queue', `${arn}.fifo`], 'standard queues only'],
    [['setup', '--queue', arn, '--print-commands'], 'requires the URL of the queue'],
    [['setup'], "Required option '--queue QUEUE' not specified"],
    [['remove'], 'Pass either --queue, or --subscription and --destination'],
    [['remove', '--queue', arn, '--destination', '1'], 'Pass either --queue'],
    [['remove', '--queue', arn], 'There is no destination for the queue'],
    [['status', '--account', 'pay'], 'Only the Selling Partner API has notifications'],
  ])('with the arguments %j exits with 2', async ([command = '', ...args], message) => {
    const account = args.includes('--account') ? [] : ['--account', 'eu']
    const program = new Program(['notifications', command, ...args, ...account, '--emulator'])
    expect(await program.result).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    })
  })

  test('a missing package is named with how to install it', () => {
    const error = Object.assign(new Error('It could not be loaded.'), {
      name: 'NotificationError',
      code: 'SQS_MISSING',
    })
    expect(describeError(error).suggestions.join()).toContain('npm install @aws-sdk/client-sqs')
  })
})

describe('reportline watch', () => {
  let queueUrl: string
  let queue: string
  let queues = 0

  beforeEach(() => {
    queue = `watched-${queues++}`
    queueUrl = server.createQueue(queue).queueUrl
    shop.emulator.addFixtures({
      reports: [
        {
          reportId: '1',
          reportType: listings,
          marketplaceIds: ['A1PA6795UKMFR9'],
          processingStatus: 'DONE',
          reportDocumentId: 'document-1',
          document: { content: 'seller-sku\tprice\r\nA\t1\r\n' },
        },
      ],
    })
  })

  async function finish(reportId: string): Promise<void> {
    const report = {
      sellerId: 'A',
      reportId,
      reportType: listings,
      processingStatus: 'DONE',
      reportDocumentId: 'document-1',
    }
    const body = {
      notificationVersion: '2020-09-04',
      notificationType: 'REPORT_PROCESSING_FINISHED',
      payloadVersion: '2020-09-04',
      eventTime: '2026-03-04T12:00:21.214Z',
      payload: { reportProcessingFinishedNotification: report },
      notificationMetadata: {
        applicationId: 'a',
        subscriptionId: 's',
        publishTime: '2026-03-04T12:00:22Z',
        notificationId: reportId,
      },
    }
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(body) }))
  }

  const watch = (...args: string[]) =>
    shop.start('watch', '--queue', queueUrl, '--sqs-endpoint', server.address, '--endpoint', shop.emulator.url, ...args)

  const messages = () => {
    const { ready, inflight } = server.inspectQueue(queue)?.messages ?? { ready: [], inflight: [] }
    return ready.length + inflight.length
  }

  test('prints each report and ends without an error after a signal', async () => {
    await finish('1')
    const program = watch('--json')
    const line = JSON.parse(await program.output()) as object
    expect(line).toEqual({
      account: 'selling-partner',
      reportId: '1',
      reportType: listings,
      processingStatus: 'DONE',
      reportDocumentId: 'document-1',
      source: 'queue',
    })
    expect(await program.stop('SIGINT')).toMatchObject({ code: 0 })
    expect(messages()).toBe(0)
  })

  test('saves documents, and passes each report to the command', async () => {
    await finish('1')
    const script =
      'process.stdin.on("data", (text) => console.log(JSON.parse(text).reportId, process.env.REPORTLINE_FILE))'
    const program = watch('-o', `${shop.folder}/new/`, '--format', 'csv', '--exec', `node -e '${script}'`)
    const output = await program.output()
    await program.stop()
    const [name = ''] = await readdir(join(shop.folder, 'new'))
    expect(output).toBe(`1 ${join(shop.folder, 'new', name)}\n`)
    expect(await readFile(join(shop.folder, 'new', name), 'utf8')).toBe('seller-sku,price\nA,1\n')
    expect(messages()).toBe(0)
  })

  test('leaves the message in the queue if the command fails', async () => {
    await finish('1')
    const program = watch('--exec', 'echo failing; exit 3')
    expect(await program.output()).toBe('failing\n')
    const { code, stderr } = await program.stop()
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('report 1 stays in the queue. The command of --exec exited with 3.'),
    ])
    expect(messages()).toBe(1)
    expect(await watch('--json').output()).toContain('"reportId":"1"')
  })

  test('finishes the current report after Ctrl-C', async () => {
    await finish('1')
    const program = watch('--exec', 'echo started; read line; node -e "process.exit(0)"; echo done')
    await program.output()
    const { code, stdout } = await program.stop('SIGINT')
    expect([code, stdout]).toEqual([0, 'started\ndone\n'])
    expect(messages()).toBe(0)
  })

  test.each([
    [['--emulator'], 'The emulator of --emulator has no queue'],
    [['--format', 'csv'], '--format requires --output FOLDER/'],
    [['-o', 'reports.csv'], 'Save each to a file with --output FOLDER/'],
  ])('with %j exits with 2', async (args, message) => {
    expect(await watch(...args).result).toMatchObject({ code: 2, stderr: expect.stringContaining(message) })
  })
})

describe('reportline doctor --queue', () => {
  const doctor = (...args: string[]) =>
    shop.run('doctor', '--endpoint', shop.emulator.url, '--sqs-endpoint', server.address, ...args)

  test('says whether the policy of the queue allows Amazon to send, and how to change it', async () => {
    const { queueUrl } = server.createQueue('doctor')
    const before = await doctor('--queue', queueUrl)
    expect(before).toMatchObject({ code: 1, stdout: expect.stringMatching(/^problem {2}queue: .* does not allow/m) })
    expect(before.stdout).toContain(`reportline notifications setup --queue ${queueUrl}`)
    await notifications('setup', '--queue', queueUrl, '--sqs-endpoint', server.address)
    const after = await doctor('--queue', queueUrl)
    expect(after).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ok {7}queue: .* allows Amazon to send/m) })
  })

  test('says that the queue does not exist', async () => {
    const { code, stdout } = await doctor('--queue', `${server.address}/000000000000/none`)
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^problem {2}queue: /m)])
  })
})
