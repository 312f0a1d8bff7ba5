// libpq for Host/StoragePostgres. Its functions are called as they are. Here
// are the type numbers of pg_type, which libpq's headers leave to the server's,
// and what Swift cannot read from a header.
#ifndef ORKESTA_CPOSTGRES_SHIM_H
#define ORKESTA_CPOSTGRES_SHIM_H

#include <libpq-fe.h>
#include <sys/eventfd.h>

// From PostgreSQL's src/include/catalog/pg_type.dat; they never change.
enum {
    ORK_PG_BOOL = 16,
    ORK_PG_BYTEA = 17,
    ORK_PG_INT8 = 20,
    ORK_PG_INT2 = 21,
    ORK_PG_INT4 = 23,
    ORK_PG_FLOAT4 = 700,
    ORK_PG_FLOAT8 = 701,
    ORK_PG_NUMERIC = 1700,
};

// Fields of an error report: characters in C.
static inline const char *ork_pg_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

static inline const char *ork_pg_primary_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

// A counter that poll can wait for; -1 when the system has no descriptor left.
static inline int ork_bell(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

#endif
