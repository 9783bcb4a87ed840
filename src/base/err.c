#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

int err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
	va_list args;

	*err = (struct err){ .code = code };
	va_start(args, fmt);
	vsnprintf(err->what, sizeof(err->what), fmt, args);
	va_end(args);
	return -(int)code;
}

int err_at(struct err *err, struct pos pos)
{
	if (err->where[0] != '\0')
		return -(int)err->code;
	if (pos.line == 0)
		return err_at_path(err, pos.path);
	err->line = pos.line;
	err->column = pos.column;
	if (pos.column == 0)
		snprintf(err->where, sizeof(err->where), "%.*s:%u", SPAN_ARG(pos.path),
			 pos.line);
	else
		snprintf(err->where, sizeof(err->where), "%.*s:%u:%u",
			 SPAN_ARG(pos.path), pos.line, pos.column);
	return -(int)err->code;
}

int err_at_path(struct err *err, struct span path)
{
	if (err->where[0] == '\0')
		snprintf(err->where, sizeof(err->where), "%.*s", SPAN_ARG(path));
	return -(int)err->code;
}

int err_tag(struct err *err, const char *tag)
{
	snprintf(err->tag, sizeof(err->tag), "%s", tag);
	return -(int)err->code;
}

int err_fix(struct err *err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(err->fix, sizeof(err->fix), fmt, args);
	va_end(args);
	return -(int)err->code;
}

int err_errno(struct err *err, const char *what, const char *path)
{
	int saved = errno;
	char words[128];

	err_set(err, ERR_IO, "%s: %s", what, strerror_r(saved, words, sizeof(words)));
	if (saved == ENOSPC || saved == EDQUOT) {
		err_tag(err, "no-space");
		err_fix(err, "make room on that disk, or write elsewhere");
	}
	if (saved == EACCES || saved == EPERM)
		err_fix(err, "ask its owner for the right, or name another place");
	if (saved == EROFS)
		err_fix(err, "name a place that can be written");
	if (saved == ENOENT || saved == ENOTDIR || saved == EISDIR)
		err_fix(err, "look at the spelling of the path");
	return err_at_path(err, span_of(path));
}

int err_exit_status(const struct err *err)
{
	return err->code == ERR_USAGE ? 2 : 4;
}
