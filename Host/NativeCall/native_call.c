// The one place that talks to libffi: arguments into slots, the call, and what
// came back into values.
#include "native_call.h"

#include <ffi.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* An out parameter takes two places: its buffer and the buffer's capacity. */
#define PLACES_MAX (2 * NATIVE_PARAMETERS_MAX)

/* What lies behind an out buffer, to notice a function that writes beyond it. */
#define GUARD_BYTES 16
#define GUARD_BYTE 0xA5

struct native_function {
    native_signature signature;
    ffi_cif cif;
    ffi_type *types[PLACES_MAX];
    void (*function)(void);
    void (*release)(void *);
};

typedef union place {
    int32_t i32;
    int64_t i64;
    double f64;
    uint8_t flag;
    const char *text;
    char *buffer;
    size_t capacity;
} place;

static ffi_type *parameter_type(uint8_t type)
{
    switch (type) {
    case NATIVE_I32: return &ffi_type_sint32;
    case NATIVE_I64: return &ffi_type_sint64;
    case NATIVE_F64: return &ffi_type_double;
    case NATIVE_BOOL: return &ffi_type_uint8;
    case NATIVE_STR:
    case NATIVE_OUT: return &ffi_type_pointer;
    default: return NULL;
    }
}

static ffi_type *result_type(uint8_t type)
{
    switch (type) {
    case NATIVE_VOID: return &ffi_type_void;
    case NATIVE_STRFREE: return &ffi_type_pointer;
    case NATIVE_OUT: return NULL;
    default: return parameter_type(type);
    }
}

/* The number of places, or -1 for a signature that is none. */
static int fill_types(const native_signature *signature, ffi_type **types)
{
    int count = 0;
    if (signature->count > NATIVE_PARAMETERS_MAX) return -1;
    for (int index = 0; index < signature->count; index++) {
        const uint8_t type = signature->parameters[index];
        ffi_type *known = parameter_type(type);
        if (known == NULL) return -1;
        types[count++] = known;
        if (type != NATIVE_OUT) continue;
        if (signature->capacities[index] == 0 || signature->capacities[index] > NATIVE_OUT_BYTES_MAX) return -1;
        types[count++] = sizeof(size_t) == 8 ? &ffi_type_uint64 : &ffi_type_uint32;
    }
    return count;
}

native_function *native_function_make(
    const native_signature *signature, void (*function)(void), void (*release)(void *))
{
    ffi_type *result = result_type(signature->result);
    if (result == NULL || function == NULL) return NULL;
    if ((signature->result == NATIVE_STRFREE) != (release != NULL)) return NULL;
    native_function *made = calloc(1, sizeof *made);
    if (made == NULL) return NULL;
    made->signature = *signature;
    made->function = function;
    made->release = release;
    const int count = fill_types(signature, made->types);
    if (count < 0 || ffi_prep_cif(&made->cif, FFI_DEFAULT_ABI, (unsigned)count, result, made->types) != FFI_OK) {
        free(made);
        return NULL;
    }
    return made;
}

void native_function_free(native_function *function)
{
    free(function);
}

/* Lays the arguments out; false when there is no memory for an out buffer. */
static bool fill_places(
    const native_signature *signature, const native_value *arguments, place *places, native_outcome *outcome)
{
    int count = 0;
    for (int index = 0; index < signature->count; index++) {
        const native_value *argument = &arguments[index];
        switch (signature->parameters[index]) {
        case NATIVE_I32: places[count++].i32 = (int32_t)argument->integer; break;
        case NATIVE_I64: places[count++].i64 = argument->integer; break;
        case NATIVE_F64: places[count++].f64 = argument->number; break;
        case NATIVE_BOOL: places[count++].flag = argument->integer != 0; break;
        case NATIVE_STR: places[count++].text = argument->text; break;
        default: {
            const size_t capacity = signature->capacities[index];
            char *buffer = calloc(1, capacity + GUARD_BYTES);
            if (buffer == NULL) return false;
            memset(buffer + capacity, GUARD_BYTE, GUARD_BYTES);
            outcome->buffers[index] = buffer;
            places[count++].buffer = buffer;
            places[count++].capacity = capacity;
        }
        }
    }
    return true;
}

/* Measures a text without reading on for ever. */
static unsigned take_text(char *text, native_value *value)
{
    value->text = text;
    if (text == NULL) return NATIVE_OK;
    value->length = strnlen(text, NATIVE_TEXT_BYTES_MAX + 1);
    return value->length <= NATIVE_TEXT_BYTES_MAX ? NATIVE_OK : NATIVE_TOO_LONG;
}

static bool is_guard_whole(const char *guard)
{
    for (int index = 0; index < GUARD_BYTES; index++) {
        if ((unsigned char)guard[index] != GUARD_BYTE) return false;
    }
    return true;
}

static unsigned take_outs(const native_signature *signature, native_outcome *outcome)
{
    for (int index = 0; index < signature->count; index++) {
        if (signature->parameters[index] != NATIVE_OUT) continue;
        const char *buffer = outcome->buffers[index];
        const size_t capacity = signature->capacities[index];
        if (!is_guard_whole(buffer + capacity)) return NATIVE_OVERRUN;
        outcome->outs[index].text = buffer;
        outcome->outs[index].length = strnlen(buffer, capacity);
    }
    return NATIVE_OK;
}

unsigned native_function_call(
    const native_function *function, const native_value *arguments, native_outcome *outcome)
{
    place places[PLACES_MAX];
    void *pointers[PLACES_MAX];
    // libffi widens small results to a whole register.
    union {
        ffi_arg word;
        ffi_sarg signed_word;
        int64_t i64;
        double f64;
        char *text;
    } returned = {0};

    memset(outcome, 0, sizeof *outcome);
    if (!fill_places(&function->signature, arguments, places, outcome)) return NATIVE_NO_MEMORY;
    for (unsigned index = 0; index < function->cif.nargs; index++) pointers[index] = &places[index];
    // ffi_call takes a plain pointer, and only reads it.
    ffi_call((ffi_cif *)&function->cif, function->function, &returned, pointers);

    unsigned status = NATIVE_OK;
    switch (function->signature.result) {
    case NATIVE_I32: outcome->result.integer = (int32_t)returned.signed_word; break;
    case NATIVE_I64: outcome->result.integer = returned.i64; break;
    case NATIVE_F64: outcome->result.number = returned.f64; break;
    case NATIVE_BOOL: outcome->result.integer = (uint8_t)returned.word != 0; break;
    case NATIVE_STRFREE:
        outcome->owned = returned.text;
        outcome->release = function->release;
        status = take_text(returned.text, &outcome->result);
        break;
    case NATIVE_STR: status = take_text(returned.text, &outcome->result); break;
    default: break;
    }
    const unsigned outs = take_outs(&function->signature, outcome);
    return outs != NATIVE_OK ? outs : status;
}

void native_outcome_free(native_outcome *outcome)
{
    for (int index = 0; index < NATIVE_PARAMETERS_MAX; index++) free(outcome->buffers[index]);
    if (outcome->owned != NULL) outcome->release(outcome->owned);
    memset(outcome, 0, sizeof *outcome);
}
