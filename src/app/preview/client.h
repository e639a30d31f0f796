/* The page that a browser shows, its script and its style: the files of client/, as strings. */
#ifndef APP_PREVIEW_CLIENT_H
#define APP_PREVIEW_CLIENT_H

extern const char client_page[], client_script[], client_style[];

#endif
