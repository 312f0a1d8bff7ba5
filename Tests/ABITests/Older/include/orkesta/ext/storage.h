/* ork.storage/1: documents of this plugin for this tenant, and of nobody else.
 *
 * Within a turn (call->turn set) writes are staged: read by this turn at once,
 * applied with its commit. Outside a turn they apply at once. Keys are 1 to 200
 * bytes; values JSON up to 256 KiB.
 */
#ifndef ORKESTA_EXT_STORAGE_H
#define ORKESTA_EXT_STORAGE_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_STORAGE_1 "ork.storage/1"

/* One document, the `data` of scan's events. Borrowed until on_event returns. */
typedef struct ork_document {
    uint32_t size;
    uint32_t reserved;
    ork_str key;
    ork_str value_json;
    int64_t revision;
} ork_document;

/* All functions [lane]. Strings are copied before they return. */
typedef struct ork_storage_service {
    uint32_t size;
    uint32_t reserved;

    /* read: on_done with json = value, number = revision; ORK_E_NOT_FOUND. */
    ork_status (*get)(ork_inst inst, const ork_call *call, ork_str key, ork_op *op);

    /* staged: on_done with ORK_OK. */
    ork_status (*put)(ork_inst inst, const ork_call *call, ork_str key, ork_str value_json, ork_op *op);

    /* staged: writes only when the revision is still `expected` (0: only when
     * absent); else ORK_E_CONFLICT, in a turn possibly at its commit, which then
     * is done again. */
    ork_status (*compare_and_set)(
        ork_inst inst, const ork_call *call, ork_str key, int64_t expected, ork_str value_json, ork_op *op);

    /* staged: ORK_OK also when there was none. */
    ork_status (*remove)(ork_inst inst, const ork_call *call, ork_str key, ork_op *op);

    /* read: on_event for each document whose key starts with `prefix` and sorts
     * after `after`, at most `limit` (512); then on_done, number = their count. */
    ork_status (*scan)(
        ork_inst inst, const ork_call *call, ork_str prefix, ork_str after, uint32_t limit, ork_op *op);
} ork_storage_service;

static inline ork_status ork_storage_get(
    const ork_storage_service *service, ork_inst inst, const ork_call *call, ork_str key, ork_op *op)
{
    return ORK_HAS(service, get) ? service->get(inst, call, key, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_storage_put(
    const ork_storage_service *service, ork_inst inst, const ork_call *call, ork_str key, ork_str value_json,
    ork_op *op)
{
    return ORK_HAS(service, put) ? service->put(inst, call, key, value_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_storage_compare_and_set(
    const ork_storage_service *service, ork_inst inst, const ork_call *call, ork_str key, int64_t expected,
    ork_str value_json, ork_op *op)
{
    return ORK_HAS(service, compare_and_set)
        ? service->compare_and_set(inst, call, key, expected, value_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_storage_remove(
    const ork_storage_service *service, ork_inst inst, const ork_call *call, ork_str key, ork_op *op)
{
    return ORK_HAS(service, remove) ? service->remove(inst, call, key, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_storage_scan(
    const ork_storage_service *service, ork_inst inst, const ork_call *call, ork_str prefix, ork_str after,
    uint32_t limit, ork_op *op)
{
    return ORK_HAS(service, scan) ? service->scan(inst, call, prefix, after, limit, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
