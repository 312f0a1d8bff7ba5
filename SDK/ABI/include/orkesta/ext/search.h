/* ork.search/1: product search over the tenant's catalog, implemented by one
 * plugin of the tenant. The host routes every other plugin's and the HTTP API's
 * searches to it.
 *
 * A provider that keeps a document `unmatched/WORD` {"count"} in ork.storage/1
 * for each word that nothing in the catalog resembles has them listed to the
 * tenant by GET /api/catalog/{catalog_id}/unmatched.
 */
#ifndef ORKESTA_EXT_SEARCH_H
#define ORKESTA_EXT_SEARCH_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_SEARCH_1 "ork.search/1"

/* Borrowed until the function returns. */
typedef struct ork_search_request {
    uint32_t size;
    uint32_t reserved;
    ork_str json;             /* see each function */
    int64_t catalog_revision; /* the answer must reflect at least this revision:
                                 pull ork.catalog/1 changes first when behind */
} ork_search_request;

/* All functions [lane]; `op` is answered through ork_host.complete with `json`
 * set. They return fast; ORK_OK: `op` will be answered exactly once. */
typedef struct ork_search {
    uint32_t size;
    uint32_t reserved;

    /* {"text", "limit", "filters": {"category", "min_price", "max_price",
     * "in_stock", "attributes"}} -> {"hits": [...], "unmatched": [...],
     * "wishes": [{"text", "quantity", "unit", "hits", "unmatched"}], "filters"}.
     * `wishes` are the product lines of the text ("3 balatas y 2 litros de
     * aceite"), one for a text that names one product; quantity and unit are
     * null when it names none. `filters`: those given and those that the text
     * says, absent when there are none. A provider may leave both out. */
    ork_status (*search)(void *impl, ork_op op, const ork_search_request *request);

    /* {"lines": [...]} -> {"items": [...]} */
    ork_status (*normalize)(void *impl, ork_op op, const ork_search_request *request);

    /* {"skus": [...], "limit"} -> {"hits": [...]} */
    ork_status (*recommend)(void *impl, ork_op op, const ork_search_request *request);
} ork_search;

#ifdef __cplusplus
}
#endif
#endif
