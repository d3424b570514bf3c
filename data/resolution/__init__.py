"""Who the words that name a speaker mean within one document, and for which country they speak.

The parts of `data.speakers`: names, descriptions, pronouns and bodies each have a file, called by `coreference`.
"""
