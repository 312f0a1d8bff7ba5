// GMime for the email channel. What C says with macros, its casts above all, is a
// function here; so is what C does faster.
#ifndef ORKESTA_EMAIL_GMIME_SHIM_H
#define ORKESTA_EMAIL_GMIME_SHIM_H

#include <gmime/gmime.h>
#include <string.h>

static inline void ork_release(void *object) {
    if (object) g_object_unref(object);
}

// Each is NULL when the object is of another kind. They borrow.
static inline GMimeMultipart *ork_multipart(GMimeObject *object) {
    return GMIME_IS_MULTIPART(object) ? GMIME_MULTIPART(object) : NULL;
}

static inline GMimeTextPart *ork_text_part(GMimeObject *object) {
    return GMIME_IS_TEXT_PART(object) ? GMIME_TEXT_PART(object) : NULL;
}

static inline GMimePart *ork_part(GMimeObject *object) { return GMIME_IS_PART(object) ? GMIME_PART(object) : NULL; }

// The message that an object encloses.
static inline GMimeMessage *ork_enclosed_message(GMimeObject *object) {
    return GMIME_IS_MESSAGE_PART(object) ? g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)) : NULL;
}

static inline InternetAddressMailbox *ork_mailbox(InternetAddress *address) {
    return INTERNET_ADDRESS_IS_MAILBOX(address) ? INTERNET_ADDRESS_MAILBOX(address) : NULL;
}

static inline GMimeObject *ork_object(void *object) { return GMIME_OBJECT(object); }

static inline GByteArray *ork_bytes(GMimeStream *stream) {
    return GMIME_IS_STREAM_MEM(stream) ? g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream)) : NULL;
}

// How many bytes the line has that `text` begins with, its end included.
static inline size_t ork_line_length(const void *text, size_t length) {
    const char *end = memchr(text, '\n', length);
    return end ? (size_t)(end - (const char *)text) + 1 : length;
}

// How many bytes a text has, at most `max`.
static inline size_t ork_text_length(const char *text, size_t max) {
    const char *end = memchr(text, 0, max);
    return end ? (size_t)(end - text) : max;
}

#endif
