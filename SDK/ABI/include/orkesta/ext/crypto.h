/* ork.crypto/1: signatures and digests, in constant time, without a crypto library
 * in the plugin. Secrets are named, never shown: a name is that of a setting that
 * the manifest's schema marks `secret`. */
#ifndef ORKESTA_EXT_CRYPTO_H
#define ORKESTA_EXT_CRYPTO_H

#include "../base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ORK_CRYPTO_1 "ork.crypto/1"

#define ORK_HASH_SHA1 1u      /* only where a provider signs with it */
#define ORK_HASH_SHA256 2u
#define ORK_HASH_SHA512 3u

/* How a signature is written. */
#define ORK_ENCODING_RAW 0u
#define ORK_ENCODING_HEX 1u   /* of either case */
#define ORK_ENCODING_BASE64 2u /* RFC 4648, 4, with padding */

/* The longest digest, in bytes: that of ORK_HASH_SHA512. */
#define ORK_DIGEST_BYTES_MAX 64u

/* All functions [any], from activate to deactivate; they answer at once. `data` is
 * bytes, at most 32 MiB. */
typedef struct ork_crypto_service {
    uint32_t size;
    uint32_t reserved;

    /* Whether `expected`, as a provider sent it, is the HMAC of `data` under the
     * secret: ORK_OK, or ORK_E_DENIED when it is another or no signature at all.
     * ORK_E_NOT_FOUND: the secret is not set, so that nothing can be verified.
     * ORK_E_INVALID: no setting of that name is secret, or an unknown hash or
     * encoding. */
    ork_status (*hmac_verify)(
        ork_inst inst, ork_str secret_name, uint32_t hash, ork_str data, uint32_t encoding, ork_str expected);

    /* Whether `given`, as a provider sent it, is the secret itself. As hmac_verify. */
    ork_status (*secret_equals)(ork_inst inst, ork_str secret_name, ork_str given);

    /* Writes the digest of `data` to `digest`, which has room for `capacity` bytes,
     * and its length (20, 32 or 64) to *length. ORK_E_INVALID: an unknown hash;
     * ORK_E_BUDGET: there is not room enough. */
    ork_status (*digest)(
        ork_inst inst, uint32_t hash, ork_str data, uint8_t *digest, size_t capacity, size_t *length);

    /* Writes a code of `data` that only this plugin of this tenant gets, the same each
     * time until the host's master key is changed: for what goes out and comes back. It
     * has 32 bytes; `code` has room for `capacity`. Compare codes in constant time.
     * ORK_E_BUDGET: there is not room enough. */
    ork_status (*authentication_code)(
        ork_inst inst, ork_str data, uint8_t *code, size_t capacity, size_t *length);
} ork_crypto_service;

static inline ork_status ork_crypto_hmac_verify(
    const ork_crypto_service *service, ork_inst inst, ork_str secret_name, uint32_t hash, ork_str data,
    uint32_t encoding, ork_str expected)
{
    return ORK_HAS(service, hmac_verify)
        ? service->hmac_verify(inst, secret_name, hash, data, encoding, expected) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_crypto_secret_equals(
    const ork_crypto_service *service, ork_inst inst, ork_str secret_name, ork_str given)
{
    return ORK_HAS(service, secret_equals) ? service->secret_equals(inst, secret_name, given) : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_crypto_digest(
    const ork_crypto_service *service, ork_inst inst, uint32_t hash, ork_str data, uint8_t *digest, size_t capacity,
    size_t *length)
{
    return ORK_HAS(service, digest) ? service->digest(inst, hash, data, digest, capacity, length)
                                    : ORK_E_UNSUPPORTED;
}

static inline ork_status ork_crypto_authentication_code(
    const ork_crypto_service *service, ork_inst inst, ork_str data, uint8_t *code, size_t capacity, size_t *length)
{
    return ORK_HAS(service, authentication_code) ? service->authentication_code(inst, data, code, capacity, length)
                                                 : ORK_E_UNSUPPORTED;
}

#ifdef __cplusplus
}
#endif
#endif
