/* ork.media/1: files of a tenant's conversations: what customers sent, what is sent
 * to them. A file is named by an id, and the same bytes are kept once. */
#ifndef ORKESTA_EXT_MEDIA_H
#define ORKESTA_EXT_MEDIA_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_MEDIA_1 "ork.media/1"

/* A file, the `data` of get's on_done. Borrowed until it returns. */
typedef struct ork_media {
    uint32_t size;
    uint32_t reserved;
    ork_str id;
    ork_str name;             /* "lista.pdf"; or empty */
    ork_str mime;             /* "application/pdf", without parameters */
    ork_str sha256;           /* 64 lower-case hexadecimal digits */
    ork_str bytes;
} ork_media;

/* All functions [lane], outside a turn. What is passed is copied before they
 * return. */
typedef struct ork_media_service {
    uint32_t size;
    uint32_t reserved;

    /* Keeps a file at once, and for at least 30 days. `mime` is 3 to 100 bytes,
     * `name` up to 200 without '/', `bytes` 1 byte to 16 MiB. on_done with json =
     * {"id", "name", "mime", "bytes": count, "sha256"}. */
    ork_status (*put)(ork_inst inst, const ork_call *call, ork_str mime, ork_str name, ork_str bytes, ork_op *op);

    /* read: on_done with data = ork_media and number = its count of bytes, or
     * ORK_E_NOT_FOUND. `id`, of up to 8 KiB, is a file's, or its address in the host's
     * API (/api/media/ID, with or without the host before it); or the URL of a paper
     * of the tenant's, as a document reply has it: that is printed anew, and its
     * ork_media has no id. Whatever lies elsewhere is not found. */
    ork_status (*get)(ork_inst inst, const ork_call *call, ork_str id, ork_op *op);
} ork_media_service;

static inline ork_status ork_media_put(
    const ork_media_service *service, ork_inst inst, const ork_call *call, ork_str mime, ork_str name, ork_str bytes,
    ork_op *op)
{
    return ORK_HAS(service, put) ? service->put(inst, call, mime, name, bytes, op) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_media_get(
    const ork_media_service *service, ork_inst inst, const ork_call *call, ork_str id, ork_op *op)
{
    return ORK_HAS(service, get) ? service->get(inst, call, id, op) : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
