// The worker's half of tool_protocol.h: reads calls, writes results. The host's
// half is Host/Plugins/Tools/ToolFrame.swift.
#include "tool_protocol.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What is left of a frame. A read beyond the end fails, and so does every one
 * after it. */
typedef struct reader {
    const uint8_t *next;
    size_t left;
    bool failed;
} reader;

static void read_bytes(reader *reader, void *into, size_t count)
{
    if (reader->failed || reader->left < count) {
        reader->failed = true;
        memset(into, 0, count);
        return;
    }
    memcpy(into, reader->next, count);
    reader->next += count;
    reader->left -= count;
}

static uint8_t read_byte(reader *reader)
{
    uint8_t byte;
    read_bytes(reader, &byte, sizeof byte);
    return byte;
}

static uint32_t read_u32(reader *reader)
{
    uint32_t number;
    read_bytes(reader, &number, sizeof number);
    return number;
}

/* A text within the frame; "" and failure when it is not whole, has no NUL at
 * its end, or has one before. */
static const char *read_text(reader *reader, size_t *length)
{
    const size_t count = read_u32(reader);
    *length = 0;
    if (reader->failed || reader->left < count + 1 || memchr(reader->next, 0, count + 1) != reader->next + count) {
        reader->failed = true;
        return "";
    }
    const char *text = (const char *)reader->next;
    reader->next += count + 1;
    reader->left -= count + 1;
    *length = count;
    return text;
}

/* False for a type that no parameter has. */
static bool read_argument(reader *reader, tool_request *request, int index)
{
    native_value *value = &request->arguments[index];
    const uint8_t type = read_byte(reader);
    request->signature.parameters[index] = type;
    switch (type) {
    case NATIVE_I32: {
        int32_t number;
        read_bytes(reader, &number, sizeof number);
        value->integer = number;
        return true;
    }
    case NATIVE_I64: read_bytes(reader, &value->integer, sizeof value->integer); return true;
    case NATIVE_F64: read_bytes(reader, &value->number, sizeof value->number); return true;
    case NATIVE_BOOL: value->integer = read_byte(reader); return true;
    case NATIVE_STR: value->text = read_text(reader, &value->length); return true;
    case NATIVE_OUT: request->signature.capacities[index] = read_u32(reader); return true;
    default: return false;
    }
}

const char *tool_request_read(const uint8_t *bytes, size_t length, tool_request *request)
{
    reader reader = {.next = bytes, .left = length};
    size_t ignored;
    memset(request, 0, sizeof *request);
    request->cpu_seconds = read_u32(&reader);
    request->symbol = read_text(&reader, &ignored);
    request->signature.result = read_byte(&reader);
    if (request->signature.result > NATIVE_STRFREE) return "no such type of result";
    if (request->signature.result == NATIVE_STRFREE) request->release = read_text(&reader, &ignored);
    request->signature.count = read_byte(&reader);
    if (request->signature.count > NATIVE_PARAMETERS_MAX) return "too many parameters";
    for (int index = 0; index < request->signature.count; index++) {
        if (!read_argument(&reader, request, index)) return "no such type of parameter";
    }
    if (reader.failed) return "it ends too early, or a text is damaged";
    return reader.left == 0 ? NULL : "it goes on after its end";
}

/* A frame while it is written. */
typedef struct writer {
    uint8_t *bytes;
    size_t length;
} writer;

static void write_bytes(writer *writer, const void *bytes, size_t count)
{
    if (count > 0) memcpy(writer->bytes + writer->length, bytes, count);
    writer->length += count;
}

static void write_text(writer *writer, const char *text, size_t length)
{
    const uint32_t count = (uint32_t)length;
    write_bytes(writer, &count, sizeof count);
    write_bytes(writer, text, length);
    write_bytes(writer, "", 1);
}

static size_t result_bytes(const native_signature *signature, const native_outcome *outcome)
{
    size_t bytes = sizeof(uint32_t) + 1 + sizeof(int64_t) + 1 + sizeof(uint32_t) + outcome->result.length + 1;
    for (int index = 0; index < signature->count; index++) {
        bytes += sizeof(uint32_t) + outcome->outs[index].length + 1;
    }
    return bytes;
}

uint8_t *tool_result_write(const native_signature *signature, const native_outcome *outcome, size_t *length)
{
    writer writer = {.bytes = malloc(result_bytes(signature, outcome))};
    if (writer.bytes == NULL) return NULL;
    const native_value *result = &outcome->result;
    const uint8_t kind = TOOL_FRAME_RESULT, is_null = result->text == NULL;
    writer.length = sizeof(uint32_t);
    write_bytes(&writer, &kind, 1);
    switch (signature->result) {
    case NATIVE_VOID: break;
    case NATIVE_F64: write_bytes(&writer, &result->number, sizeof result->number); break;
    case NATIVE_STR:
    case NATIVE_STRFREE:
        write_bytes(&writer, &is_null, 1);
        write_text(&writer, result->text, result->length);
        break;
    default: write_bytes(&writer, &result->integer, sizeof result->integer); break;
    }
    for (int index = 0; index < signature->count; index++) {
        if (signature->parameters[index] != NATIVE_OUT) continue;
        write_text(&writer, outcome->outs[index].text, outcome->outs[index].length);
    }
    const uint32_t following = (uint32_t)(writer.length - sizeof(uint32_t));
    memcpy(writer.bytes, &following, sizeof following);
    *length = writer.length;
    return writer.bytes;
}
