// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/valuefile.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include "codec/cbor.h"

namespace lockmaster {
namespace {

struct CodecText {
    Q_DECLARE_TR_FUNCTIONS(lockmaster::Codec)
};

constexpr qint64 kLargestFile = 256LL * 1024 * 1024;

QByteArray digestOf(QByteArrayView payload)
{
    return QCryptographicHash::hash(payload, QCryptographicHash::Sha256);
}

/// All before the version.
QByteArray beginning(const FileKind &kind)
{
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    writer.append(QCborKnownTags::Signature);
    writer.startArray(4);
    writer.append(kind.name);
    return bytes;
}

std::unexpected<Error> cutOff()
{
    return fail(ErrorKind::Protocol, CodecText::tr("The file is cut off: it was not copied or written to its end."));
}

std::unexpected<Error> altered()
{
    return fail(ErrorKind::Protocol, CodecText::tr("The file was altered after it was written, or is damaged."));
}

std::unexpected<Error> failed(const QFileDevice &file, const QString &text)
{
    return fail(ErrorKind::Config, text.arg(QDir::toNativeSeparators(file.fileName())), file.errorString());
}

struct Envelope {
    quint64 version = 0;
    QByteArray digest;
    QByteArray payload;
    bool isWhole = false;
};

QByteArray nextBytes(QCborStreamReader &reader)
{
    return reader.isByteArray() ? reader.readAllByteArray() : QByteArray();
}

/// Of a file that begins as one does.
Envelope envelopeOf(const QByteArray &bytes)
{
    QCborStreamReader reader(bytes);
    Envelope envelope;
    reader.next(); // the signature
    reader.enterContainer();
    reader.next(); // the kind
    if (reader.isUnsignedInteger()) {
        envelope.version = reader.toUnsignedInteger();
        reader.next();
    }
    envelope.digest = nextBytes(reader);
    envelope.payload = nextBytes(reader);
    envelope.isWhole = reader.lastError() == QCborError::NoError && !reader.hasNext() && reader.leaveContainer()
                       && reader.currentOffset() == bytes.size();
    return envelope;
}

} // namespace

QByteArray fileBytes(const FileKind &kind, const ValueType &type, const void *value, Texts texts)
{
    const QByteArray payload = cborOf(type, value, nullptr, texts);
    QByteArray bytes = beginning(kind);
    QByteArray rest; // within the array that has begun
    QCborStreamWriter writer(&rest);
    writer.append(kind.version);
    writer.append(digestOf(payload));
    writer.append(payload);
    return bytes + rest;
}

Result<void> readFileBytes(const QByteArray &bytes, const FileKind &kind, const ValueType &type, void *value)
{
    const QByteArray begins = beginning(kind);
    if (!bytes.isEmpty() && begins.startsWith(bytes))
        return cutOff();
    if (!bytes.startsWith(begins))
        return fail(ErrorKind::Config, CodecText::tr("This is not a file of the kind %1.").arg(kind.name));
    const Envelope envelope = envelopeOf(bytes);
    if (envelope.version > kind.version)
        return fail(ErrorKind::Unsupported,
                    CodecText::tr("The file has version %1; this program reads up to %2. A newer Lockmaster opens it.")
                        .arg(envelope.version)
                        .arg(kind.version));
    if (!envelope.isWhole)
        return cutOff();
    if (envelope.version == 0 || envelope.digest != digestOf(envelope.payload))
        return altered();
    return readCbor(envelope.payload, type, value).or_else([](const Error &) { return Result<void>(altered()); });
}

Result<qint64> writeFile(const QString &path, const FileKind &kind, const ValueType &type, const void *value,
                         Texts texts)
{
    QSaveFile file(path);
    const QByteArray bytes = fileBytes(kind, type, value, texts);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failed(file, CodecText::tr("%1 cannot be written."));
    return bytes.size();
}

Result<void> readFile(const QString &path, const FileKind &kind, const ValueType &type, void *value)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(file, CodecText::tr("%1 cannot be read."));
    if (file.size() > kLargestFile)
        return fail(ErrorKind::Config, CodecText::tr("%1 is too large for such a file.").arg(path));
    const QByteArray bytes = file.read(kLargestFile);
    if (file.error() != QFile::NoError)
        return failed(file, CodecText::tr("%1 cannot be read."));
    return readFileBytes(bytes, kind, type, value).transform_error([&](Error error) {
        error.text = QStringLiteral("%1: %2").arg(QDir::toNativeSeparators(path), error.text);
        return error;
    });
}

} // namespace lockmaster
