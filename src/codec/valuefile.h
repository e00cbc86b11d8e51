// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A value in a file of its own that says what it is and whether it is whole. The file is one item of CBOR, which any tool
// for CBOR shows:
//
//   55799([kind, version, digest, payload])
//
//   kind     text: "lockmaster-snapshot"
//   version  number: raised only when what older readers would make of the file is wrong; fields may come without
//   digest   bytes: SHA-256 of the payload
//   payload  bytes: the value, as codec/cbor.h has it
#pragma once

#include <QString>

#include "base/result.h"
#include "codec/texts.h"
#include "model/fields/valuetype.h"

namespace lockmaster {

struct FileKind {
    QLatin1StringView name;
    quint64 version = 1;
};

/// Replaces the file as a whole, or leaves it as it was. Returns its size.
Result<qint64> writeFile(const QString &path, const FileKind &kind, const ValueType &type, const void *value,
                         Texts texts);
Result<void> readFile(const QString &path, const FileKind &kind, const ValueType &type, void *value);

/// The same of the file's bytes.
Result<void> readFileBytes(const QByteArray &bytes, const FileKind &kind, const ValueType &type, void *value);
QByteArray fileBytes(const FileKind &kind, const ValueType &type, const void *value, Texts texts);

} // namespace lockmaster
