/* Asserts the layout that version 1 fixed: what a compiler may not change. */
#include "orkesta/orkesta.h"

#define ORK_ASSERT_SIZE(type, bytes) _Static_assert(sizeof(type) == (bytes), #type " changed its layout")

ORK_ASSERT_SIZE(ork_str, 16);
ORK_ASSERT_SIZE(ork_money, 16);
ORK_ASSERT_SIZE(ork_error, 280);
ORK_ASSERT_SIZE(ork_completion, 48);
ORK_ASSERT_SIZE(ork_call, 64);
ORK_ASSERT_SIZE(ork_host, 80);
ORK_ASSERT_SIZE(ork_instance, 72);
ORK_ASSERT_SIZE(ork_descriptor, 72);
ORK_ASSERT_SIZE(ork_factory, 40);
ORK_ASSERT_SIZE(ork_entry, 32);
ORK_ASSERT_SIZE(ork_event, 56);
