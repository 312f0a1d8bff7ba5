/* Places manifest.json in the section that the host reads without running code. */
#include "SMSManifest.h"
#include "orkesta/entry.h"

/* #embed is C23; clang offers it in C11 as an extension. */
#pragma clang diagnostic ignored "-Wc23-extensions"

ORK_MANIFEST_SECTION const char sms_manifest[] = {
#embed "manifest.json"
    , 0};

const char *sms_manifest_text(void)
{
    return sms_manifest;
}
