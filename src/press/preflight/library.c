/* libqpdf, loaded when the first press file is read back.
 *
 * It is written in C++, and to load it with the libraries that it needs takes more instructions than the rest of an
 * unchanged build. So the program is not linked with it. Here each function of its C interface that preflight calls
 * stands under its own name and passes on to the library's; the compiler compares the two with the header. */
#include "press/preflight/preflight_private.h"

#include <dlfcn.h>
#include <string.h>

/* Those that give something, with their parameters and arguments. */
#define FUNCTIONS(X)                                                                                                \
    X(qpdf_data, qpdf_init, (void), ())                                                                             \
    X(QPDF_ERROR_CODE, qpdf_read, (qpdf_data q, const char *name, const char *password), (q, name, password))       \
    X(QPDF_BOOL, qpdf_more_warnings, (qpdf_data q), (q))                                                            \
    X(qpdf_error, qpdf_next_warning, (qpdf_data q), (q))                                                            \
    X(QPDF_BOOL, qpdf_has_error, (qpdf_data q), (q))                                                                \
    X(qpdf_error, qpdf_get_error, (qpdf_data q), (q))                                                               \
    X(const char *, qpdf_get_error_message_detail, (qpdf_data q, qpdf_error e), (q, e))                             \
    X(int, qpdf_get_num_pages, (qpdf_data q), (q))                                                                  \
    X(qpdf_oh, qpdf_get_page_n, (qpdf_data q, size_t index), (q, index))                                            \
    X(const char *, qpdf_get_pdf_version, (qpdf_data q), (q))                                                       \
    X(qpdf_oh, qpdf_get_root, (qpdf_data q), (q))                                                                   \
    X(qpdf_oh, qpdf_get_trailer, (qpdf_data q), (q))                                                                \
    X(QPDF_BOOL, qpdf_is_encrypted, (qpdf_data q), (q))                                                             \
    X(QPDF_BOOL, qpdf_oh_dict_more_keys, (qpdf_data q), (q))                                                        \
    X(const char *, qpdf_oh_dict_next_key, (qpdf_data q), (q))                                                      \
    X(qpdf_oh, qpdf_oh_get_array_item, (qpdf_data q, qpdf_oh oh, int n), (q, oh, n))                                \
    X(int, qpdf_oh_get_array_n_items, (qpdf_data q, qpdf_oh oh), (q, oh))                                           \
    X(qpdf_oh, qpdf_oh_get_dict, (qpdf_data q, qpdf_oh oh), (q, oh))                                                \
    X(int, qpdf_oh_get_int_value_as_int, (qpdf_data q, qpdf_oh oh), (q, oh))                                        \
    X(qpdf_oh, qpdf_oh_get_key_if_dict, (qpdf_data q, qpdf_oh oh, const char *key), (q, oh, key))                   \
    X(double, qpdf_oh_get_numeric_value, (qpdf_data q, qpdf_oh oh), (q, oh))                                        \
    X(int, qpdf_oh_get_object_id, (qpdf_data q, qpdf_oh oh), (q, oh))                                               \
    X(QPDF_ERROR_CODE, qpdf_oh_get_stream_data,                                                                     \
      (qpdf_data q, qpdf_oh oh, enum qpdf_stream_decode_level_e level, QPDF_BOOL * filtered, unsigned char **bytes, \
       size_t *n),                                                                                                  \
      (q, oh, level, filtered, bytes, n))                                                                           \
    X(QPDF_BOOL, qpdf_oh_is_array, (qpdf_data q, qpdf_oh oh), (q, oh))                                              \
    X(QPDF_BOOL, qpdf_oh_is_dictionary, (qpdf_data q, qpdf_oh oh), (q, oh))                                         \
    X(QPDF_BOOL, qpdf_oh_is_integer, (qpdf_data q, qpdf_oh oh), (q, oh))                                            \
    X(QPDF_BOOL, qpdf_oh_is_name_and_equals, (qpdf_data q, qpdf_oh oh, const char *name), (q, oh, name))            \
    X(QPDF_BOOL, qpdf_oh_is_null, (qpdf_data q, qpdf_oh oh), (q, oh))                                               \
    X(QPDF_BOOL, qpdf_oh_is_number, (qpdf_data q, qpdf_oh oh), (q, oh))                                             \
    X(QPDF_BOOL, qpdf_oh_is_stream, (qpdf_data q, qpdf_oh oh), (q, oh))                                             \
    X(QPDF_BOOL, qpdf_oh_is_string, (qpdf_data q, qpdf_oh oh), (q, oh))                                             \
    X(const char *, qpdf_oh_unparse, (qpdf_data q, qpdf_oh oh), (q, oh))

#define ACTIONS(X)                                                            \
    X(qpdf_silence_errors, (qpdf_data q), (q))                                \
    X(qpdf_set_suppress_warnings, (qpdf_data q, QPDF_BOOL value), (q, value)) \
    X(qpdf_set_attempt_recovery, (qpdf_data q, QPDF_BOOL value), (q, value))  \
    X(qpdf_oh_begin_dict_key_iter, (qpdf_data q, qpdf_oh oh), (q, oh))        \
    X(qpdf_cleanup, (qpdf_data * q), (q))

static struct {
#define FIELD_OF_FUNCTION(type, name, parameters, arguments) __typeof__(name) *(name);
#define FIELD_OF_ACTION(name, parameters, arguments) __typeof__(name) *(name);
    FUNCTIONS(FIELD_OF_FUNCTION)
    ACTIONS(FIELD_OF_ACTION)
} library;

#define FUNCTION(type, name, parameters, arguments) \
    type name parameters                            \
    {                                               \
        return library.name arguments;              \
    }
#define ACTION(name, parameters, arguments) \
    void name parameters                    \
    {                                       \
        library.name arguments;             \
    }
FUNCTIONS(FUNCTION)
ACTIONS(ACTION)

static bool find(void *handle, const char *name, void *function)
{
    void *found = dlsym(handle, name);
    memcpy(function, &found, sizeof found);
    return found;
}

const char *press_library(const char **version)
{
    void *handle = dlopen(PLANPRESS_QPDF, RTLD_NOW | RTLD_LOCAL);
    const char *(*tell)(void) = NULL;
    *version = handle && find(handle, "qpdf_get_qpdf_version", &tell) ? tell() : NULL;
    return PLANPRESS_QPDF;
}

bool preflight_load(Diag *d)
{
    void *handle = dlopen(PLANPRESS_QPDF, RTLD_NOW | RTLD_LOCAL);
    bool whole = handle;
#define FIND_FUNCTION(type, name, parameters, arguments) whole = whole && find(handle, #name, &library.name);
#define FIND_ACTION(name, parameters, arguments) whole = whole && find(handle, #name, &library.name);
    FUNCTIONS(FIND_FUNCTION)
    ACTIONS(FIND_ACTION)
    if (!whole)
        diag(d, PRS021, (Pos){0}, "planpress cannot load " PLANPRESS_QPDF ", so it cannot read the press file back");
    return whole;
}
