import { createRequire } from 'node:module'

/** What of an answer the SDK hands over: axios's form. */
export interface SdkAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly data: unknown
}

/** The reports of Amazon's client, which comes without types. */
export interface SdkClient {
  getReports(query?: Record<string, unknown> | null, headers?: object | null): Promise<SdkAnswer>
  getReportById(reportId: string): Promise<SdkAnswer>
  getReportDocument(reportDocumentId: string): Promise<SdkAnswer>
  createReport(payload: object, headers?: object): Promise<SdkAnswer>
  getReportSchedules(reportTypes?: string | readonly string[] | null): Promise<SdkAnswer>
  getReportScheduleById(reportScheduleId: string): Promise<SdkAnswer>
  createReportSchedule(payload: object, headers?: object): Promise<SdkAnswer>
  cancelReportSchedule(reportScheduleId: string): Promise<SdkAnswer>
}

/** The settings of Amazon's client. */
export interface SdkSettings {
  readonly publicKeyId: string
  readonly privateKey: string
  readonly region: string
  readonly sandbox?: boolean
  readonly algorithm?: string
  /** Host and port; the client then speaks https to it and trusts any certificate. */
  readonly overrideServiceUrl: string
}

/** A request on its way out, when it has been signed. */
export interface OutgoingRequest {
  data?: string
  readonly headers: { set(name: string, value: string): void; get(name: string): unknown }
}

interface Axios {
  readonly interceptors: {
    readonly request: { use(change: (request: OutgoingRequest) => OutgoingRequest): number; eject(id: number): void }
  }
}

const require = createRequire(import.meta.url)
const sdk = require('@amazonpay/amazon-pay-api-sdk-nodejs') as {
  readonly WebStoreClient: new (settings: SdkSettings) => SdkClient
}

/** Amazon's own client, as it is published. */
export function nodeSdk(settings: SdkSettings): SdkClient {
  return new sdk.WebStoreClient(settings)
}

/** Changes what the client has signed on its way out, as a proxy would; for as long as `during` runs. */
export async function tampering<T>(change: (request: OutgoingRequest) => void, during: () => Promise<T>): Promise<T> {
  const axios = createRequire(require.resolve('@amazonpay/amazon-pay-api-sdk-nodejs'))('axios') as Axios
  const id = axios.interceptors.request.use((request) => {
    change(request)
    return request
  })
  try {
    return await during()
  } finally {
    axios.interceptors.request.eject(id)
  }
}
