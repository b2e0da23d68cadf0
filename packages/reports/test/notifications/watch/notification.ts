/** The notification of a finished report. `fields` are fields of the report. */
export function notification(fields: Record<string, unknown> = {}, payloadVersion = '2020-09-04') {
  return {
    notificationVersion: '2020-09-04',
    notificationType: 'REPORT_PROCESSING_FINISHED',
    payloadVersion,
    eventTime: '2026-03-04T12:00:21.214Z',
    payload: {
      reportProcessingFinishedNotification: {
        sellerId: 'A3TH9S8BH6GOGM',
        reportId: '50001',
        reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
        processingStatus: 'DONE',
        reportDocumentId: 'doc-1',
        ...fields,
      },
    },
    notificationMetadata: {
      applicationId: 'amzn1.sellerapps.app.1',
      subscriptionId: 'subscription-1',
      publishTime: '2026-03-04T12:00:22.284Z',
      notificationId: `notification of ${String(fields.reportId ?? '50001')}`,
    },
  }
}
