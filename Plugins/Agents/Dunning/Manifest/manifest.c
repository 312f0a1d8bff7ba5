/* Places manifest.json in the section that the host reads without running code. */
#include "DunningManifest.h"
#include "orkesta/entry.h"

/* #embed is C23; clang offers it in C11 as an extension. */
#pragma clang diagnostic ignored "-Wc23-extensions"

ORK_MANIFEST_SECTION const char dunning_manifest[] = {
#embed "manifest.json"
    , 0};

const char *dunning_manifest_text(void)
{
    return dunning_manifest;
}
