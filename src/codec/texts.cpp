// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/texts.h"

#include "base/redact.h"
#include "base/redisredact.h"

namespace lockmaster {

QString outgoing(const QString &text, Secrecy secrecy, Texts texts)
{
    switch (secrecy) {
    case Secrecy::Open: return text;
    case Secrecy::Words: return redact(text);
    case Secrecy::Statement: return redact(texts == Texts::Masked ? maskLiterals(text) : text);
    case Secrecy::Command: return texts == Texts::Masked ? redact(maskRedisArguments(text)) : maskRedisSecrets(text);
    }
    return maskedWord();
}

} // namespace lockmaster
