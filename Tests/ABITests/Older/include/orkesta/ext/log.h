/* ork.log/1 and ork.metrics/1: what operators see of a plugin. */
#ifndef ORKESTA_EXT_LOG_H
#define ORKESTA_EXT_LOG_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_LOG_1 "ork.log/1"
#define ORK_METRICS_1 "ork.metrics/1"

#define ORK_LOG_DEBUG 1u
#define ORK_LOG_INFO 2u
#define ORK_LOG_WARNING 3u
#define ORK_LOG_ERROR 4u

typedef struct ork_log_service {
    uint32_t size;
    uint32_t reserved;

    /* [any] `message` is a constant; what varies is in fields_json, an object of
     * strings and numbers, or empty. No secrets, no personal data, no message
     * text above debug. Long ones are cut. */
    ork_status (*write)(ork_inst inst, uint32_t level, ork_str message, ork_str fields_json);
} ork_log_service;

#define ORK_METRIC_COUNTER 1u
#define ORK_METRIC_HISTOGRAM 2u

typedef struct ork_metrics_service {
    uint32_t size;
    uint32_t reserved;

    /* [lane] During activate only. `name` is [a-z0-9_]{1,60}; it appears as
     * orkesta_plugin_NAME. *metric names it from then on. */
    ork_status (*define)(ork_inst inst, uint32_t kind, ork_str name, ork_str help, uint32_t *metric);

    /* [any] Adds to a counter, or observes a value of a histogram (finite). */
    ork_status (*record)(ork_inst inst, uint32_t metric, double value);
} ork_metrics_service;

static inline ork_status ork_log_write(
    const ork_log_service *service, ork_inst inst, uint32_t level, ork_str message, ork_str fields_json)
{
    return ORK_HAS(service, write) ? service->write(inst, level, message, fields_json) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_metrics_define(
    const ork_metrics_service *service, ork_inst inst, uint32_t kind, ork_str name, ork_str help, uint32_t *metric)
{
    return ORK_HAS(service, define) ? service->define(inst, kind, name, help, metric) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_metrics_record(
    const ork_metrics_service *service, ork_inst inst, uint32_t metric, double value)
{
    return ORK_HAS(service, record) ? service->record(inst, metric, value) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
