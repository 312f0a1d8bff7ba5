// The one table of all routes, in the order of the documentation.

/// Every route of the host.
enum RouteTable {
    static let all: [Route] = chapters.flatMap { $0 }

    private static let chapters: [[Route]] = [
        systemRoutes, chatRoutes, historyRoutes, conversationRoutes, turnRoutes, customerRoutes, catalogRoutes,
        quoteRoutes, orderRoutes, quotePageRoutes, payPageRoutes, webhookRoutes, invoiceRoutes, planRoutes,
        paymentRoutes, paymentAccountRoutes, refundRoutes, returnRoutes, creditRoutes, disputeRoutes, reviewRoutes,
        reconciliationRoutes, dunningRoutes, dunningRuleRoutes, promiseRoutes, writeOffRoutes, learningRoutes,
        endpointRoutes,
        deliveryRoutes, webhookStreamRoutes, dashboardPageRoutes, dashboardRoutes, llmRoutes, completionRoutes,
        webChatRoutes, visitorFileRoutes, channelRoutes,
        platformChannelRoutes, outboxRoutes, deadLetterRoutes,
        mediaRoutes, deliveryPolicyRoutes, templateRoutes, eventRoutes, overviewRoutes, tenantRoutes,
        salesSettingsRoutes, llmSettingsRoutes, pluginRoutes, toolRoutes, killSwitchRoutes,
        timeMachineRoutes, goldenFlowRoutes, caseRoutes, auditRoutes,
    ]

    /// The routes of some ports.
    static func routes(of ports: Route.Ports) -> [Route] {
        all.filter { !$0.ports.isDisjoint(with: ports) }
    }
}
