/* ork.catalog/1: the tenant's products. All functions are reads. */
#ifndef ORKESTA_EXT_CATALOG_H
#define ORKESTA_EXT_CATALOG_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_CATALOG_1 "ork.catalog/1"

#define ORK_STOCK_UNTRACKED INT64_MIN

/* A product. */
typedef struct ork_catalog_item {
    uint32_t size;
    uint32_t active;          /* 0: withdrawn; only `sku` and `revision` count */
    ork_str sku;
    ork_str name;
    ork_str category;         /* empty: none */
    ork_str unit;             /* PZA, KG, M, L, ... */
    ork_money price;
    int64_t stock;            /* units, or ORK_STOCK_UNTRACKED */
    int64_t revision;
    ork_str aliases_json;     /* array of strings */
    ork_str tags_json;        /* array of strings */
    ork_str attributes_json;  /* object of strings */
} ork_catalog_item;

/* The `data` of the events of scan and changes: up to 512 products, borrowed
 * until on_event returns. Step through `items` by `stride` bytes. */
typedef struct ork_catalog_batch {
    uint32_t size;
    uint32_t count;
    const ork_catalog_item *items;
    size_t stride;
} ork_catalog_batch;

/* All functions [lane]. Strings are copied before they return. */
typedef struct ork_catalog_service {
    uint32_t size;
    uint32_t reserved;

    /* on_event for each batch of active products; on_done with number = the
     * revision that they show. */
    ork_status (*scan)(ork_inst inst, const ork_call *call, ork_op *op);

    /* on_event for each batch of products changed after `since`, withdrawn ones
     * included, at most `max` products, in order of revision; on_done with
     * number = the revision reached. Equal to `since`: nothing is newer. */
    ork_status (*changes)(ork_inst inst, const ork_call *call, int64_t since, uint32_t max, ork_op *op);

    /* on_event with a batch of one, then on_done; or ORK_E_NOT_FOUND. */
    ork_status (*get)(ork_inst inst, const ork_call *call, ork_str sku, ork_op *op);

    /* Routed to the tenant's ork.search/1 plugin; documents as in search.h.
     * ORK_E_UNAVAILABLE when the tenant has none enabled. */
    ork_status (*search)(ork_inst inst, const ork_call *call, ork_str query_json, ork_op *op);

    /* Routed as search: lines of a supplier's list to products. */
    ork_status (*normalize)(ork_inst inst, const ork_call *call, ork_str lines_json, ork_op *op);

    /* Routed as search: what goes with these products. */
    ork_status (*recommend)(ork_inst inst, const ork_call *call, ork_str skus_json, ork_op *op);
} ork_catalog_service;

static inline ork_status ork_catalog_scan(
    const ork_catalog_service *service, ork_inst inst, const ork_call *call, ork_op *op)
{
    return ORK_HAS(service, scan) ? service->scan(inst, call, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_catalog_changes(
    const ork_catalog_service *service, ork_inst inst, const ork_call *call, int64_t since, uint32_t max, ork_op *op)
{
    return ORK_HAS(service, changes) ? service->changes(inst, call, since, max, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_catalog_get(
    const ork_catalog_service *service, ork_inst inst, const ork_call *call, ork_str sku, ork_op *op)
{
    return ORK_HAS(service, get) ? service->get(inst, call, sku, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_catalog_search(
    const ork_catalog_service *service, ork_inst inst, const ork_call *call, ork_str query_json, ork_op *op)
{
    return ORK_HAS(service, search) ? service->search(inst, call, query_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_catalog_normalize(
    const ork_catalog_service *service, ork_inst inst, const ork_call *call, ork_str lines_json, ork_op *op)
{
    return ORK_HAS(service, normalize) ? service->normalize(inst, call, lines_json, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_catalog_recommend(
    const ork_catalog_service *service, ork_inst inst, const ork_call *call, ork_str skus_json, ork_op *op)
{
    return ORK_HAS(service, recommend) ? service->recommend(inst, call, skus_json, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
