// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/cbor.h"

#include <QCoreApplication>

#include "codec/cborsink.h"
#include "codec/cborsource.h"

namespace lockmaster {

QByteArray cborOf(const ValueType &type, const void *value, const void *before, Texts texts)
{
    QByteArray cbor;
    CborSink sink(&cbor, texts, before != nullptr);
    give(type, value, before, sink);
    return cbor;
}

Result<void> readCbor(QByteArrayView cbor, const ValueType &type, void *value)
{
    CborSource source(cbor);
    take(type, value, source);
    if (source.isGood())
        return {};
    return fail(ErrorKind::Protocol,
                QCoreApplication::translate("lockmaster::Codec", "What was read is no such value."));
}

} // namespace lockmaster
